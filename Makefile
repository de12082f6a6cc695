# Osteon: `make demo` and `make test` are all a newcomer needs.
SWIFT ?= swift
OSTEON = .build/release/osteon
# The Swift libraries are linked into the program, which starts a quarter sooner; the compiler's proof of exclusive access
# stands without checks while running (tests run with them).
RELEASE = --configuration release --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked
# Official files: OSTEON_DATA, or a folder beside the project; without either the book is fetched.
OSTEON_DATA ?= ../shared/data/icd10cm

.PHONY: demo build book setup test claims bench fuzz score lint format

# Codes a DXA report of the project's own, offline, with the proof of each code.
demo: book
	@$(OSTEON) code Examples/m85-89-dxa.txt --date 2026-06-08 --age 67 --sex F --menopause postmenopausal

build:
	$(SWIFT) build $(RELEASE) --product osteon

# Installs every edition that can be had; what is installed and up to date is left alone.
book: build
	@if [ -d "$(OSTEON_DATA)" ]; then $(OSTEON) book install "$(OSTEON_DATA)"; else $(OSTEON) book fetch --keep; fi

# Fetches the grouper and tables for billing once (pinned by SHA-256); everything else works without.
setup: build
	$(OSTEON) setup
	$(OSTEON) speech install

test: lint book
	Scripts/test.sh

# 500 made-up claims, checked by pyx12 and fhir.resources in an environment of their own.
claims: build
	Scripts/test-claims.sh $(OSTEON)

bench: book
	Scripts/bench.sh

# Ten minutes of altered input for each reader of outside files, with the address sanitizer.
fuzz:
	Scripts/fuzz.sh 10

# Needs the labelled sets, which are not part of the project (OSTEON_SHARED, or ../shared).
score: book
	@Scripts/score.sh $(OSTEON)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Osteon: `make demo` and `make test` are all a newcomer needs.
SWIFT ?= swift
OSTEON = .build/release/osteon
# Official files: OSTEON_DATA, or a folder beside the project; without either `make book` says so and goes on.
OSTEON_DATA ?= ../shared/data/icd10cm

.PHONY: demo build book test format lint

demo: book
	@if $(OSTEON) book list | grep -q .; then $(OSTEON) lookup M85.89; fi

build:
	$(SWIFT) build -c release --product osteon

book: build
	Scripts/install-books.sh $(OSTEON) $(OSTEON_DATA)

test: lint book
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

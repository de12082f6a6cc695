# Osteon: `make demo` and `make test` are all a newcomer needs.
SWIFT ?= swift
OSTEON = .build/release/osteon

.PHONY: demo build test format lint

demo: build
	$(OSTEON) --help

build:
	$(SWIFT) build -c release --product osteon

test: lint
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

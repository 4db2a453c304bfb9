.PHONY: help site test test-site lint format fuzz picture clean
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

site: packages ## Build the program and the sample company's site in public/
	@scripts/site

test: packages ## Run all tests
	swift build --build-tests
	env -u GOLDEN swift test --skip-build --disable-xctest --parallel

test-site: site ## Look at every kind of page in Chromium and at all HTML with the Nu checker
	@scripts/test-site

lint: ## Check the formatting
	swift format lint --strict --recursive --parallel Package.swift Plugins Sources Tests Benchmarks Fuzzing/Sources/Fuzz

format: ## Format in place
	swift format --in-place --recursive --parallel Package.swift Plugins Sources Tests Benchmarks Fuzzing/Sources/Fuzz

fuzz: packages ## Fuzz all readers of others' files: two hours (scripts/fuzz 10 is a short look)
	@scripts/fuzz

picture: site ## Make docs/week.png anew, from public/ (needs chromium)
	@scripts/picture

clean: ## Remove what was built; exports, journal and registers stay
	rm -rf .build .peil ledger.sqlite ledger.sqlite-journal
	find public -mindepth 1 ! -name .gitkeep -delete

.PHONY: packages
packages:
	@scripts/install-packages

# Trimodal's commands. Each calls one script; the scripts install what is missing.
.PHONY: help serve build test check setup bench evidence picture screenshots clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-11s %s\n' "$$name" "$$what"; done

serve: ## build what is missing and serve the page on localhost
	@bash scripts/serve.sh

build: ## the static site in dist/, ready for any static host
	@bash scripts/build.sh

test: ## every test: native, page, and real browsers
	@bash scripts/test.sh

check: ## formats, lints and types
	@bash scripts/check.sh

setup: ## install what is missing, and nothing else
	@bash scripts/setup.sh check
	@bash scripts/setup.sh test

bench: ## measure the built site beside its peers, as tables; ARGS="--help" lists the options
	@bash scripts/bench.sh $(ARGS)

evidence: ## train on every world with five seeds and put the table into docs/measured.md (a quarter of an hour)
	@cargo run --example evidence | node scripts/measured.mjs evidence

picture: build ## take the README's picture from a real run on the built site
	@node scripts/screenshots.mjs

screenshots: build ## contact sheets of every class, the page and its gallery, into results/screenshots to be looked at
	@node scripts/contact.mjs results/screenshots
	@node scripts/screenshots.mjs results/screenshots

clean: ## remove what was built
	rm -rf dist target www/public/wasm bench/dist

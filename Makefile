# The only door: everything a developer or CI runs is a target here. `make help` lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Where tools/setup.sh puts a Lua that the system does not offer (macOS).
export PATH := $(CURDIR)/.tools/bin:$(PATH)

# Written by npm at the end of every install.
PACKAGES := node_modules/.package-lock.json

SRC := $(wildcard src/*.ts)
TYPES := $(wildcard types/*.d.ts)
SIM := $(wildcard sim/*.ts sim/*.json)
HOST := $(wildcard sim/host/*.ts sim/host/*.json)
WWW := $(wildcard www/*)

LUA_OUT := build/.lua-out
SIM_OUT := build/.sim

.PHONY: help setup programs build sim test check spec screenshots format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

sim: setup build ## Run the main job on a simulated device (FRESH=1: on an empty one)
	@node tools/sim.mjs $(if $(FRESH),--fresh)

test: setup $(SIM_OUT) ## Pass all tests, and the committed lua-out as it is
	@node tools/run_tests.mjs

setup: programs $(PACKAGES) ## Install what is missing

build: $(LUA_OUT) $(SIM_OUT) ## Build lua-out, the simulator and the page

check: setup ## Static checks only
	@node tools/run_tests.mjs static

spec: setup $(LUA_OUT) $(SIM_OUT) ## Specs and journey on the present sources
	@node tools/run_tests.mjs spec

screenshots: setup build ## Run the browser test and keep its pictures for the docs
	@SCREENSHOTS=1 node tools/run_tests.mjs browser

format: $(PACKAGES) ## Format our sources
	@node_modules/.bin/prettier --write --log-level warn .

clean: ## Remove what was built, except lua-out
	rm -rf build

programs:
	@tools/setup.sh

$(PACKAGES): package-lock.json | programs
	@echo "installing npm packages"
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@

# The compiler never deletes the Lua of a source that is gone.
$(LUA_OUT): $(SRC) $(TYPES) tstl.json tsconfig.json $(PACKAGES)
	@echo "building lua-out"
	@mkdir -p build lua-out
	@rm -f lua-out/*.lua
	@node_modules/.bin/tstl -p tstl.json
	@touch $@

# Knows itself what of its three parts is stale.
$(SIM_OUT): $(SIM) $(HOST) $(WWW) $(TYPES) tsconfig.json $(wildcard tools/build_*.mjs) $(PACKAGES)
	@echo "building the simulator and the page"
	@mkdir -p build
	@node tools/build_sim.mjs
	@touch $@

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
WWW := $(wildcard www/* www/*/* www/*/*/*)

LUA_OUT := build/.lua-out
SIM_OUT := build/.sim
LUA32 := build/.lua32

.PHONY: help setup programs build lua32 demo example examples sim flash upload console \
	erase-credentials compat conformance test check spec soak screenshots sizes bench package \
	release label labels mutants api format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo 'FRESH=1 (sim): empties build/flash, with your app.lua and settings.lua there, and restores'
	@echo '               build/air.json. FRESH=1 (example): forgets the network that it has joined.'
	@echo 'ARGS="--erase" (flash): empties the whole flash first; ARGS=--help lists the options.'
	@echo 'ARGS="--map 80=9000" (sim, demo, example): options for the simulator, here another port;'
	@echo '               bin/nodemcu-sim --help lists them.'
	@echo 'ARGS="--init --all --add app.lua --overwrite" (upload): writes an init.lua where there is none,'
	@echo '               sends all modules, files of yours too, and replaces files that are not ours.'
	@echo 'ARGS="--languages de,fr" (upload): the page in these languages too, or in "all".'
	@echo 'ARGS="--part 5_1" (conformance): only those cases; ARGS=--help lists the options.'
	@echo 'ARGS="--accept" (bench): records the present figures in bench/budget.json.'
	@echo 'ARGS="--baud 9600" (upload, console, erase-credentials, compat): the speed of the line.'

demo: setup build ## Show what a new user sees: setup in the browser, then the device's own page
	@node tools/example.mjs demo --fresh $(ARGS)

example: setup build ## Run an example on a simulated device: NAME=rest-api (without: the list)
	@node tools/example.mjs "$(NAME)" $(if $(FRESH),--fresh) $(ARGS)

examples: setup ## Build the examples, and the Lua in their READMEs
	@node tools/build_examples.mjs

sim: setup build ## Run the main job on a simulated device (FRESH=1: on an empty one)
	@node tools/sim.mjs $(if $(FRESH),--fresh) $(ARGS)

flash: setup ## Write NodeMCU to a board: PORT=/dev/ttyUSB0 FIRMWARE=file or build folder
	@node tools/flash/main.mjs --port "$(PORT)" --firmware "$(FIRMWARE)" $(ARGS)

upload: setup build ## Put the setup on a board: PORT=/dev/ttyUSB0 (without: the ports found)
	@node tools/board/upload.mjs "$(PORT)" $(ARGS)

console: setup ## Talk to the Lua of a board: PORT=/dev/ttyUSB0; Ctrl-] leaves
	@node tools/board/console.mjs "$(PORT)" $(ARGS)

erase-credentials: setup ## Make a board forget its network: PORT=/dev/ttyUSB0
	@node tools/board/erase_credentials.mjs "$(PORT)" $(ARGS)

compat: setup ## Make a board fit for the plain nodemcu-tool command line: PORT=/dev/ttyUSB0
	@node tools/board/compat.mjs "$(PORT)" $(ARGS)

conformance: setup ## Run the firmware's cases on a board and print TAP: PORT=/dev/ttyUSB0
	@node tools/board/conformance.mjs "$(PORT)" $(ARGS)

test: setup $(SIM_OUT) $(LUA32) ## Pass all tests, and the committed lua-out as it is
	@node tools/run_tests.mjs

setup: programs $(PACKAGES) ## Install what is missing

build: $(LUA_OUT) $(SIM_OUT) $(LUA32) ## Build lua-out, the simulator and the page

lua32: programs ## Build a Lua with the chip's numbers, where that can be done (make build tries once)
	@[ -x build/lua32/lua ] || rm -f $(LUA32)
	@$(MAKE) $(LUA32)

check: setup ## Static checks only
	@node tools/run_tests.mjs static

spec: setup $(LUA_OUT) $(SIM_OUT) $(LUA32) ## Specs and journey on the present sources
	@node tools/run_tests.mjs spec

soak: setup build ## An hour of random inputs and half an hour of load; writes docs/reliability.md
	@node tools/soak.mjs $(ARGS)

mutants: setup build ## Break each promise of spec/mutants.json once: its spec has to notice
	@node tools/mutants.mjs $(ARGS)

screenshots: setup build ## Run the browser test and keep its pictures for the docs
	@SCREENSHOTS=1 node tools/run_tests.mjs browser

sizes: setup build ## Print what each part costs: files, flash, heap
	@node tools/sizes.mjs

bench: setup build ## Measure what it costs: docs/bench.md, and the budget (SUBJECT=folder: a server more)
	@node bench/main.mjs $(if $(SUBJECT),--subject '$(SUBJECT)') $(ARGS)

package: setup build ## Make the npm package for TypeScriptToLua projects (build/*.tgz)
	@npm pack --silent --pack-destination build

release: setup build ## Make the archive for those without Node (build/*.zip)
	@node tools/release.mjs

label: setup ## Make a label to print, and its settings: ID=lamp-7f3a (ARGS=--help: more)
	@node tools/label/main.mjs $(if $(ID),'$(subst ','\'',$(ID))') $(ARGS)

labels: setup ## Make labels for a box of devices: FILE=devices.csv
	@node tools/label/main.mjs $(if $(FILE),--file '$(FILE)') $(ARGS)

api: $(PACKAGES) ## Write docs/api.md from the doc comments of src
	@node tools/api_document.mjs

format: $(PACKAGES) ## Format our sources
	@node_modules/.bin/prettier --write --log-level warn .

clean: ## Remove what was built, except lua-out
	rm -rf build

programs:
	@tools/setup.sh

# A package may be compiled here: with the headers beside Node, or else npm fetches them from
# nodejs.org, which not everybody can reach.
$(PACKAGES): package-lock.json | programs
	@echo "installing npm packages"
	@prefix=$$(node -p 'path.resolve(process.execPath, "../..")'); \
	if [ -z "$$npm_config_nodedir" ] && [ -f "$$prefix/include/node/node_version.h" ]; then \
		export npm_config_nodedir="$$prefix"; \
	fi; \
	npm ci --no-fund --no-audit --no-update-notifier --loglevel=error
	@touch $@

# The compiler never deletes the Lua of a source that is gone.
$(LUA_OUT): $(SRC) $(TYPES) tstl.json tsconfig.json $(PACKAGES)
	@echo "building lua-out"
	@mkdir -p build lua-out
	@rm -f lua-out/*.lua
	@node_modules/.bin/tstl -p tstl.json
	@node tools/device_lua.mjs >build/.lua-on-device
	@touch $@

# Where it can't be built that is said, and not tried again: see `make lua32`.
$(LUA32): $(wildcard tools/lua32/*) | programs
	@mkdir -p build
	@tools/lua32/build.sh
	@touch $@

# Knows itself what of its three parts is stale.
$(SIM_OUT): $(SIM) $(HOST) $(WWW) $(TYPES) tsconfig.json $(wildcard tools/build_*.mjs) $(PACKAGES)
	@echo "building the simulator and the page"
	@mkdir -p build
	@node tools/build_sim.mjs
	@touch $@

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
HOST := $(wildcard sim/host/*.ts sim/host/*.json) tools/fold_text.mjs tools/system_words.mjs
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
	@echo 'FRESH=1 (sim, example): forgets the network that was joined. With sim it also'
	@echo '    restores build/air.json. Your own files in build/flash stay.'
	@echo 'PORT=/dev/ttyUSB0 (flash, upload, console, erase-credentials, compat,'
	@echo '    conformance): the port of the board; without it the ports found are told.'
	@echo 'ARGS="..." gives options, and ARGS=--help lists them: to sim, demo, example,'
	@echo '    flash, upload, console, erase-credentials, compat, conformance, soak,'
	@echo '    mutants, bench, label, labels. For instance:'
	@echo '    make sim ARGS="--map 80=9000"         at another port of this computer'
	@echo '    make flash ARGS=--erase               empties the whole flash first'
	@echo '    make upload ARGS=--init               writes an init.lua if there is none'
	@echo '    make upload ARGS="--add app.lua"      sends a file of yours too'
	@echo '    make upload ARGS="--languages de,fr"  the page in these languages too'
	@echo '    make bench ARGS=--accept              records the figures as the budget'

demo: setup build ## Show what a new user sees: setup, then its own page
	@node tools/example.mjs demo --fresh $(ARGS)

example: setup build ## Run an example: NAME=rest-api (without: the list)
	@node tools/example.mjs "$(NAME)" $(if $(FRESH),--fresh) $(ARGS)

examples: setup ## Build the examples, and the Lua in their READMEs
	@node tools/build_examples.mjs

sim: setup build ## Run the setup on a simulated device (FRESH=1: anew)
	@node tools/sim.mjs $(if $(FRESH),--fresh) $(ARGS)

flash: setup ## Write NodeMCU to a board: PORT=… FIRMWARE=…
	@node tools/flash/main.mjs --port "$(PORT)" --firmware "$(FIRMWARE)" $(ARGS)

upload: setup build ## Put the setup on a board: PORT=…
	@node tools/board/upload.mjs "$(PORT)" $(ARGS)

console: setup ## Talk to the Lua of a board: PORT=…; Ctrl-] leaves
	@node tools/board/console.mjs "$(PORT)" $(ARGS)

erase-credentials: setup ## Make a board forget its network: PORT=…
	@node tools/board/erase_credentials.mjs "$(PORT)" $(ARGS)

compat: setup ## Make a board fit for plain nodemcu-tool: PORT=…
	@node tools/board/compat.mjs "$(PORT)" $(ARGS)

conformance: setup ## Run the firmware's cases on a board: PORT=…
	@node tools/board/conformance.mjs "$(PORT)" $(ARGS)

test: setup $(SIM_OUT) $(LUA32) ## Pass all tests: a quarter of an hour
	@node tools/run_tests.mjs

setup: programs $(PACKAGES) ## Install what is missing

build: $(LUA_OUT) $(SIM_OUT) $(LUA32) ## Build lua-out, the simulator and the page

lua32: programs ## Build a Lua with the chip's numbers (make build tries once)
	@[ -x build/lua32/lua ] || rm -f $(LUA32)
	@$(MAKE) $(LUA32)

check: setup ## Static checks only
	@node tools/run_tests.mjs static

spec: setup $(LUA_OUT) $(SIM_OUT) $(LUA32) ## Specs and journey on the present sources
	@node tools/run_tests.mjs spec

soak: setup build ## 90 minutes of load: writes docs/reliability.md
	@node tools/soak.mjs $(ARGS)

mutants: setup build ## Break each promise once: its spec has to notice
	@node tools/mutants.mjs $(ARGS)

screenshots: setup build ## Run the browser test and keep its pictures for docs
	@SCREENSHOTS=1 node tools/run_tests.mjs browser

sizes: setup build ## Print what each part costs: files, flash, heap
	@node tools/sizes.mjs

bench: setup build ## Measure what it costs: writes docs/bench.md
	@node bench/main.mjs $(if $(SUBJECT),--subject '$(SUBJECT)') $(ARGS)

package: setup build ## Make the npm package for TypeScript (build/*.tgz)
	@npm pack --silent --pack-destination build

release: setup build ## Make the archive for those without Node (build/*.zip)
	@node tools/release.mjs

label: setup ## Make a label to print, and its settings: ID=lamp-7f3a
	@node tools/label/main.mjs $(if $(ID),'$(subst ','\'',$(ID))') $(ARGS)

labels: setup ## Make labels for a box of devices: FILE=devices.csv
	@node tools/label/main.mjs $(if $(FILE),--file '$(FILE)') $(ARGS)

api: $(PACKAGES) ## Write docs/api.md from the doc comments of src
	@node tools/api_document.mjs

format: $(PACKAGES) ## Format our sources
	@node_modules/.bin/prettier --write --log-level warn .

clean: ## Remove what was built; lua-out and build/flash stay
	@[ ! -d build ] || find build -mindepth 1 -maxdepth 1 ! -name flash -exec rm -rf {} +

programs:
	@tools/setup.sh

# A package may be compiled here: with the headers beside Node, or else npm fetches them from
# nodejs.org, which not everybody can reach.
$(PACKAGES): package-lock.json | programs
	@echo "installing npm packages, about a minute"
	@prefix=$$(node -p 'path.resolve(process.execPath, "../..")'); \
	if [ -z "$$npm_config_nodedir" ] && [ -f "$$prefix/include/node/node_version.h" ]; then \
		export npm_config_nodedir="$$prefix"; \
	fi; \
	npm ci --no-fund --no-audit --no-update-notifier --loglevel=error
	@touch $@

# The compiler never deletes the Lua of a source that is gone.
$(LUA_OUT): $(SRC) $(TYPES) tstl.json tsconfig.json $(PACKAGES)
	@echo "building lua-out, half a minute"
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
	@echo "building the simulator and the page, half a minute"
	@mkdir -p build
	@node tools/build_sim.mjs
	@touch $@

# make build     the program, as build/saddle
# make quick     the Go tests alone, in two minutes on two cores
# make test      everything that must hold: format, vet, staticcheck, real Jupyter clients, Go tests with the race detector, the site in Chromium
# make tools     tools around a kernel, each end to end, and pages in Chromium: nbgrader, Voilà, JupyterLab, axe-core, …
# make firefox   the site in Firefox: a lesson's page, JupyterLab, and Stop; make browser: in Chromium, with JupyterLab; EVERY=1: each lesson there
# make site      JupyterLab, Notebook and pages with the kernel in the browser, in build/site, for any static host
# make docs      docs/, the README and the course as a site with a search, in English and Chinese, in build/pages
# make wheel     the Python package for this machine, in build/wheels; make wheels: for every platform; site-wheel: the kernel for a JupyterLite of one's own
# make bench     Saddle beside ipykernel and the least a kernel can be, pictures beside matplotlib's, numerics beside Go, gonum, NumPy, PyTorch, …; bench/numerics.sh 5 ROW: rows by name
# make release   wheels, programs for every platform, the site, what a container is built from, with checksums and a bill of materials, in build/release
# make sweep     saddle_kernel.sweep over a real scheduler of Dask: 1000 runs, a worker killed on the way (RUNS=200)
# make slurm     a sweep as an array of jobs over a real Slurm on this machine, which needs Debian's slurmctld, slurmd and munge (JOBS=10)
# make hub       a class on a real JupyterHub on this machine: 50 servers, each running lesson 1, what they take, and their end (USERS=50)
# make soak      an hour of mixed requests from ten clients: what is lost, duplicated or misordered
# make fuzz      every fuzz target for ten minutes: formulas interpreted and compiled, messages, notebooks, functions of functions, … (FUZZTIME=1m)
# make lab       JupyterLab on a copy of the lessons, build/lessons, with Saddle installed in .venv
# make labextension  builds the language for JupyterLab anew, which needs npm; make vsix: the one for VS Code
# make fmt       formats the Go files
# make clean     removes what make has made

GO          ?= go
VENV        := .venv
SADDLE      := $(CURDIR)/build/saddle
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: build quick test check clients race site site-environment pages-environment lite-modules docs site-wheel browser firefox tools wheel wheels release bench sweep slurm hub soak fuzz lab labextension vsix fmt clean

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o build/saddle .

quick:
	$(GO) test ./...

test: check clients race browser

check:
	@unformatted=$$(gofmt -l .); \
	if [ -n "$$unformatted" ]; then echo "not formatted (make fmt does it):" $$unformatted; exit 1; fi
	$(GO) mod tidy -diff
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

# The clients that students use. Without the Python registry and without Debian's packages they are left out,
# with one line that says so; not on CI, where a missing client is a failure.
clients: build
	@packaging/clients/environment.sh $(VENV) packaging/clients/requirements.txt || \
	{ code=$$?; if [ $$code -ne 3 ] || [ "$(CI)" = true ]; then exit $$code; fi; }
	@if [ -x $(VENV)/bin/python ]; then \
		packaging/install.sh $(VENV) && \
		SADDLE=$(SADDLE) XDG_DATA_HOME=$(CURDIR)/build/data $(VENV)/bin/python -m unittest discover -v -s packaging/clients && \
		if $(VENV)/bin/python -c 'import nbgrader' 2>/dev/null; then cd packaging/tools && ../../$(VENV)/bin/python -m unittest -v test_grading; fi; \
	fi

# The tools around, in an environment of their own, and pages in Chromium. Without npm or Chromium their tests are left
# out, with one line that says so.
tools: build
	packaging/clients/environment.sh $(VENV)-tools packaging/tools/requirements.txt
	packaging/install.sh $(VENV)-tools
	npm install --silent --no-save --prefix build/axe axe-core@4.14.1 || echo "tools: left out axe-core: there is no npm"
	cd packaging/tools && SADDLE=$(SADDLE) XDG_DATA_HOME=$(CURDIR)/build/data ../../$(VENV)-tools/bin/python -m unittest -v

# JupyterLite needs npm once, for the extension that has the kernel. What is fetched is fetched side by side.
site: build
	@$(MAKE) --no-print-directory -j3 site-environment pages-environment lite-modules
	SADDLE=$(SADDLE) $(VENV)-site/bin/python packaging/site.py build/site
	SADDLE=$(SADDLE) $(VENV)-pages/bin/python packaging/pages/build.py --site .. --lessons build/site/pages
	rm -rf build/site/docs && mv build/pages build/site/docs

site-environment:
	@packaging/clients/environment.sh $(VENV)-site packaging/lite/requirements.txt 'import jupyterlite_core, playwright'

pages-environment: build
	@packaging/clients/environment.sh $(VENV)-pages packaging/pages/requirements.txt 'import mkdocs, playwright'
	packaging/install.sh $(VENV)-pages

lite-modules:
	@[ -d packaging/lite/node_modules ] || (cd packaging/lite && npm ci --no-audit --no-fund --silent)

docs: pages-environment
	SADDLE=$(SADDLE) $(VENV)-pages/bin/python packaging/pages/build.py
	cd packaging/pages && ../../$(VENV)-pages/bin/python -m unittest -v

# The site in Chromium. Without npm or Chromium it is left out, with one line that says so; not on CI.
browser:
	@missing=; for program in node npm chromium; do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	if [ -z "$$missing" ]; then \
		$(MAKE) site && SADDLE=$(SADDLE) packaging/tools/browser.sh $(CURDIR)/$(VENV)-site/bin/python; \
	elif [ "$(CI)" = true ]; then \
		echo "browser: there is no$$missing"; exit 1; \
	else \
		echo "browser: left out the site: there is no$$missing"; \
	fi

# The site in Firefox (Debian's package firefox-esr), driven by puppeteer-core.
FIREFOX ?= $(shell command -v firefox-esr || command -v firefox)

firefox: build
	@if [ -z "$(FIREFOX)" ]; then echo "firefox: there is none (Debian's package: firefox-esr)"; exit 1; fi
	[ -d build/site ] || $(MAKE) site
	npm install --silent --no-save --prefix build/firefox puppeteer-core@24.43.1
	mkdir -p build/shots
	SADDLE=$(SADDLE) FIREFOX=$(FIREFOX) NODE_PATH=build/firefox/node_modules node packaging/tools/firefox.cjs build/site

wheel:
	python3 packaging/wheel.py build/wheels

site-wheel:
	python3 packaging/lite/wheel.py build/wheels

wheels:
	python3 packaging/wheel.py build/wheels all

# The race detector needs a C compiler. What runs less under it, scripts and lessons, runs whole without it.
race:
	@if command -v gcc >/dev/null || command -v clang >/dev/null; then \
		$(GO) test -race -timeout 30m ./... && $(GO) test ./kernel/session ./lessons ./kernel/browser; \
	elif [ "$(CI)" = true ]; then \
		echo "race: there is no C compiler"; exit 1; \
	else \
		echo "race: there is no C compiler, so the tests run without the race detector"; $(GO) test ./...; \
	fi

release: site vsix
	python3 packaging/release.py build/release --site build/site
	cd build && for file in saddle-*.vsix; do cp "$$file" release/ && sha256sum "$$file" >> release/SHA256SUMS; done

bench:
	@failed=; for part in kernels figures numerics; do echo "bench/$$part.sh"; bench/$$part.sh || failed="$$failed $$part"; done; \
	if [ -n "$$failed" ]; then echo "bench: a target missed, or left out, in:$$failed"; exit 1; fi

RUNS ?= 1000

sweep: build
	packaging/clients/environment.sh $(VENV)-sweep packaging/sweep/requirements.txt 'import distributed, pyarrow'
	packaging/install.sh $(VENV)-sweep
	cd packaging/sweep && RUNS=$(RUNS) ../../$(VENV)-sweep/bin/python -m unittest -v test_sweep

JOBS ?= 10

slurm: build
	packaging/sweep/slurm/trial.sh $(JOBS)

USERS ?= 50

hub: build
	packaging/clients/environment.sh $(VENV)-hub packaging/hub/requirements.txt 'import jupyterhub, jupyterhub_idle_culler'
	packaging/install.sh $(VENV)-hub
	npm install --silent --no-save --prefix build/hub configurable-http-proxy@5.3.0
	$(VENV)-hub/bin/python packaging/hub/trial.py --users $(USERS)

soak:
	$(GO) test ./kernel/kerneltest -run TestSoak -v -soak 1h -timeout 0

FUZZTIME ?= 10m

fuzz:
	$(GO) test ./kernel/session -run TestCompose -compose -timeout 2h
	@grep -r --include='*_test.go' -o '^func Fuzz[A-Za-z]*' kernel numerics plotting | sort | while IFS=: read -r file target; do \
		echo "$$(dirname $$file): $${target#func }"; \
		$(GO) test ./$$(dirname $$file) -run '^$$' -fuzz "^$${target#func }\$$" -fuzztime $(FUZZTIME) </dev/null || exit 1; \
	done

lab: build
	packaging/clients/environment.sh $(VENV) packaging/clients/requirements.txt
	packaging/install.sh $(VENV)
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(SADDLE) lab build/lessons -- $(if $(filter 0,$(shell id -u)),--allow-root) $(LABFLAGS)

# What it builds is kept with the sources, so that a wheel needs no node.
labextension:
	cd packaging/lab && npm ci --no-audit --no-fund --ignore-scripts && rm -rf labextension && npm run build

vsix:
	cd packaging/vscode && npx --yes @vscode/vsce@4.1.0 package --no-dependencies --skip-license --out ../../build/

fmt:
	gofmt -w .

clean:
	rm -rf build $(VENV) $(VENV)-tools $(VENV)-site $(VENV)-pages $(VENV)-hub $(VENV)-sweep packaging/lite/node_modules packaging/lab/node_modules

# Thin: each target is the commands it prints. `make help` lists them.

JOBS ?= $(shell scripts/jobs)
HOTLINE := build/release/cli/hotline
CPP_FILES = $(shell git ls-files '*.cpp' '*.hpp')

.PHONY: help run test live bench check tidy format clean

help:
	@echo 'make run     install what is missing, build, simulate a week of New York'
	@echo 'make live    the same city against the wall clock, with metrics for Prometheus'
	@echo 'make test    install what is missing, build, run every test'
	@echo 'make bench   build the benchmarks, print the table of docs/PERFORMANCE.md'
	@echo 'make check   before a commit: format, debug build, tests'
	@echo 'make tidy    clang-tidy on everything, tests too'
	@echo 'make format  put every C++ file into the one style'
	@echo 'make clean   remove build/ and results/'

run: $(HOTLINE)
	mkdir -p results
	$(HOTLINE) run new-york --days 7 --seed 1 \
	  --json results/new-york.json --html results/new-york.html
	@echo
	@echo 'The report, as a page: results/new-york.html. What to try next:'
	@echo '  make live                                      the same city, live'
	@echo '  $(HOTLINE) run new-york --policy edf        another policy, the same citizens'
	@echo '  $(HOTLINE) cities                           the other cities'
	@echo '  $(HOTLINE) --help                           everything else'

live: $(HOTLINE)
	$(HOTLINE) live new-york --speed 60

test:
	scripts/packages run test
	cmake --preset release -DHOTLINE_BUILD_TESTS=ON
	cmake --build --preset release -j$(JOBS)
	ctest --preset release -j$(JOBS)

bench:
	scripts/packages run test
	cmake --preset release -DHOTLINE_BUILD_BENCH=ON
	cmake --build --preset release --target hotline hotline_bench hotline_micro -j$(JOBS)
	build/release/bench/hotline_bench

check:
	scripts/packages run test dev
	clang-format-14 --dry-run -Werror $(CPP_FILES)
	cmake --preset dev
	cmake --build --preset dev -j$(JOBS)
	ctest --preset dev -j$(JOBS)

tidy:
	scripts/packages run test dev
	cmake --preset tidy
	cmake --build --preset tidy
	scripts/tidy build/tidy core proto sim monitor evaluation cli tests bench

format:
	scripts/packages dev
	clang-format-14 -i $(CPP_FILES)

clean:
	rm -rf build results

# Always asked, and a matter of seconds where nothing has changed.
.PHONY: $(HOTLINE)
$(HOTLINE): build/release/build.ninja
	cmake --build --preset release --target hotline -j$(JOBS)

# Without tests, so that a first run needs no test packages; `make test` switches them on.
build/release/build.ninja: | packages
	cmake --preset release -DHOTLINE_BUILD_TESTS=OFF

.PHONY: packages
packages:
	@scripts/packages run

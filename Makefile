# `make` builds and says what to do next, `make help` lists what else there is. All set-up on a fresh machine that has a Swift
# 6.2 or later toolchain is done by the targets that need it.
SHELL := /bin/bash
ftpsgate := .build/release/ftpsgate
good := samples/azure-ftps/applicationHost.config
PREFIX ?= /usr/local
# Apple's systems bring Swift's runtime, and allow no other.
static := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
templates := .build/verify/templates/bin/python -m unittest -q verify.templates

.PHONY: all help run build install uninstall dist test-dist test-dist-reproducible test test-libxml2 mutants bench verify verify-all e2e fuzz fuzz-long differential asan tsan setup format format-check docs clean

## Builds the tool, and says what can be done with it.
all: build
	@echo "built: $(ftpsgate). Next:"
	@echo "  $(ftpsgate) lint samples --platform azure   what it says of the samples (make run does more)"
	@echo "  make install PREFIX=\$$HOME/.local            with manual pages and completions; make uninstall takes it away"
	@echo "  make help                                   everything else"

## Lists these targets.
help:
	@scripts/help

## Builds the tool, lints the samples, and writes the firewall scripts and notes of the good sample into build/.
run: build
	@# Many samples are faulty on purpose: status 1 says so, any other status is a failure.
	$(ftpsgate) lint samples --platform azure || test $$? = 1
	@mkdir -p build
	$(ftpsgate) firewall $(good) --target powershell --output build/open-ports.ps1
	$(ftpsgate) firewall $(good) --target netsh --output build/open-ports.bat
	$(ftpsgate) firewall $(good) --target azure-cli --output build/open-ports.sh
	$(ftpsgate) firewall $(good) --target azure-powershell --output build/open-ports.az.ps1
	$(ftpsgate) firewall $(good) --target nftables --output build/open-ports.nft
	$(ftpsgate) notes $(good) --output build/azure-notes.md
	@echo "written: build/open-ports.ps1, .bat, .sh, .az.ps1 and .nft, build/azure-notes.md"

## The program alone, optimized; it looks for libxml2 where the system has it, and nowhere else.
build: setup
	swift build -c release $(static) --disable-local-rpath --product ftpsgate

## Installs the built program with manual pages and completions below PREFIX (/usr/local unless told otherwise; DESTDIR before it).
install:
	@dist/install.py "$(PREFIX)"

## Takes away what `make install` has put there.
uninstall:
	@dist/install.py --remove "$(PREFIX)"

## A release for Linux on x86-64 in build/dist: an archive, a Debian package, what is inside, and checksums; see docs/install.md.
dist: build
	@scripts/dist

## Holds what is in build/dist to its word: in empty roots and old Debians, in shells, by validators.
test-dist: dist
	@dist/setup-tests
	@.build/dist-tests/venv/bin/python -m unittest discover -q -s dist/tests -t .

## Makes the release again in another folder from what is committed, and compares all bytes.
test-dist-reproducible: dist
	@dist/reproduce

## All tests; those that hold output against other programs are skipped where these cannot be installed, but not if CI is set.
test: setup
	checkers="$$(scripts/setup-checkers)" && FTPSGATE_CHECKERS="$$checkers" swift test

## What reads XML, against libxml2's versions from 2.9.14 to the newest commit: VERSIONS and SUITES choose others; see docs/libxml2.md.
test-libxml2: setup
	@scripts/test-libxml2 $(or $(VERSIONS),2.9.14 2.12.10 2.13.9 2.14.6 2.15.3 master)

## Breaks one rule after another in a copy, and fails where no test notices; NUMBERS="1 7" takes some of Tests/Mutants.
mutants: setup
	@scripts/mutants $(NUMBERS)

## Ratios against xmllint and against peers, measured side by side in one run; see docs/performance.md.
## With BASE=COMMIT against the program of that commit instead, the two alternating.
bench: build
	@scripts/setup-bench
ifdef BASE
	@python3 bench/base.py "$$(scripts/build-base "$(BASE)")"
else
	@python3 bench/run.py
endif

## Scripts run on used clouds by the real az, by Ansible, and by an interpreter of PowerShell on used firewalls and clouds, by Wine's cmd;
## the real az deploys templates to a model of Azure, Terraform applies its files to models of clouds, and nft takes its files in the
## kernel; see docs/targets.md.
verify: build
	@verify/setup
	@rm -f .build/verify/table.md
	@verify/timed azure-cli "az 2.91.0" python3 -m unittest discover -q -s verify/azure -t .
	@verify/timed "(terraform, aws-terraform)" "the schemas' own tests" python3 -m unittest discover -q -s verify/terraform -t .
	@verify/timed "aws-terraform, aws-cloudformation" "cfn-lint, moto, Terraform 1.15" \
		.build/verify/aws/bin/python -m verify.aws.verify --tool $(ftpsgate)
	@verify/timed "arm, bicep, terraform" "all the same as data as what az 2.91.0 asks" $(templates).test_templates
	@verify/timed "arm, bicep" "az 2.91.0 deploys them, two parsers of Bicep" $(templates).test_deployments
	@verify/timed terraform "Terraform 1.15 applies it" $(templates).test_applied
	@verify/timed "azure-load-balancer-arm, azure-load-balancer-terraform" "az 2.91.0, Terraform 1.15" \
		$(templates).test_balancer verify.templates.test_used_balancers
	@verify/timed ansible ansible-core python3 -m unittest discover -q -s verify/ansible -t .
	@verify/timed "(powershell)" "the interpreter's own tests" \
		.build/verify/powershell/bin/python -m unittest discover -q -s verify/powershell -t .
	@verify/timed powershell "the interpreter" .build/verify/powershell/bin/python -m verify.powershell.verify --short --tool $(ftpsgate)
	@verify/timed "(azure-powershell)" "the model's own tests" \
		.build/verify/powershell/bin/python -m unittest discover -q -s verify/azure_powershell -t .
	@verify/timed azure-powershell "the interpreter, az 2.91.0" \
		.build/verify/powershell/bin/python -m verify.azure_powershell.verify --short --tool $(ftpsgate)
	@verify/timed nftables "nft and the kernel" python3 verify/nftables/verify.py
	@verify/timed "(netsh)" "the model's own tests" python3 -m unittest discover -q -s verify/netsh -t .
	@verify/timed netsh "Wine's cmd" python3 -m verify.netsh.verify --short --tool $(ftpsgate)
	@verify/timed

## The same for PowerShell and netsh on every used firewall and cloud, and for scripts of a few other configurations; some twenty minutes.
verify-all: verify
	@verify/timed powershell "the interpreter, all states" .build/verify/powershell/bin/python -m verify.powershell.verify --tool $(ftpsgate)
	@verify/timed azure-powershell "the interpreter, all states" \
		.build/verify/powershell/bin/python -m verify.azure_powershell.verify --tool $(ftpsgate)
	@verify/timed netsh "Wine's cmd, all states" python3 -m verify.netsh.verify --tool $(ftpsgate)
	@verify/timed

## Real clients through real filters, held against what `ftpsgate matrix` says; see CONTRIBUTING.md.
e2e: build
	@scripts/setup-e2e || { echo "e2e: not everything could be installed; what is missing is skipped, or a failure if CI is set" >&2; [ -z "$$CI" ]; }
	@python3 e2e/run.py

## Looks for inputs that break the linter, for SECONDS (60 unless told otherwise) from SEED (any unless told otherwise).
fuzz: setup
	@scripts/fuzz "$(or $(SECONDS),60)" $(SEED)

## A million random servers, of which lint and matrix must not contradict each other; some hours. COUNT and SEED choose others.
fuzz-long: setup
	@scripts/fuzz-long "$(or $(COUNT),1000000)" $(SEED)

## `matrix` against an evaluator in Python over random servers: COUNT cells (a million unless told otherwise) from SEED.
differential: build
	@python3 Tests/Differential/run.py --cases "$(or $(COUNT),1000000)" --seed "$(or $(SEED),0)"

## All tests under AddressSanitizer.
asan: setup
	@checkers="$$(scripts/setup-checkers)" && FTPSGATE_CHECKERS="$$checkers" scripts/sanitize address

## The tests of what runs in parallel under ThreadSanitizer.
tsan: setup
	@# ThreadSanitizer itself does not run under a limit on the size of files.
	@scripts/sanitize thread "ManyFilesTests|OrderedTasksTests|LongFileTests|StreamTests" aLimitOnTheSizeOfFilesIsAFailure

setup:
	@scripts/setup

## Formats the Swift files.
format:
	scripts/format

## Says which lines are not formatted, and fails.
format-check:
	scripts/format --check

## Writes anew what the documentation has from the program: rules, files of an environment, clients, and targets.
docs: setup
	swift build --product ftpsgate
	.build/debug/ftpsgate rules --markdown > docs/rules.md
	.build/debug/ftpsgate help policy > docs/policy.md
	.build/debug/ftpsgate formats --markdown | scripts/insert docs/environment.md formats
	.build/debug/ftpsgate clients --markdown > docs/clients.md
	.build/debug/ftpsgate targets --markdown | scripts/insert docs/targets.md targets
	.build/debug/ftpsgate trace samples/azure-environment/applicationHost.config --environment samples/azure-environment/environment \
	  --client winscp --format svg > docs/winscp.svg || test $$? = 1

## Takes away what was built.
clean:
	swift package clean
	rm -rf build

#!/usr/bin/env bash
# LogTail beside mtail, ripgrep, mawk and wc on the same generated logs, the daemon's start, memory and scrapes, and lines made to
# stall a matcher. Writes RESULTS.md.
#
#   tests/LogTail.Benchmarks/compare.sh                                    what was promised: 1 M lines from start, 10 M steady, 3 repeats;
#                                                                          nine minutes on a quiet machine, 5 GB in the temporary folder
#   tests/LogTail.Benchmarks/compare.sh LINES [REPEATS [SECTION...]]       a shorter form; sections: race daemons guard,
#                                                                          and soak, half an hour of rotation and reload
set -euo pipefail
cd "$(dirname "$0")/../.."
for tool in mtail rg mawk wc; do
    command -v "$tool" > /dev/null || { echo "$tool is not installed (.ci/install-peers installs all)" >&2; exit 1; }
done
# What is measured is what README.md tells to install.
dotnet publish --nologo -v quiet -c Release src/LogTail -o artifacts/measured >&2
dotnet build --nologo -v quiet -c Release tests/LogTail.Benchmarks >&2
results=tests/LogTail.Benchmarks/RESULTS.md
dotnet artifacts/bin/LogTail.Benchmarks/release/LogTail.Benchmarks.dll compare artifacts/measured/logtail "$@" | tee "$results.new"
mv "$results.new" "$results"

#!/usr/bin/env bash
# LogTail beside mtail, ripgrep, mawk and wc on the same generated log: a Markdown table on standard output.
#
#   tests/LogTail.Benchmarks/compare.sh [LINES [LONG-LINES [REPEATS]]]
set -euo pipefail
cd "$(dirname "$0")/../.."
for tool in mtail rg mawk wc; do
    command -v "$tool" > /dev/null || { echo "$tool is not installed (.ci/install-peers installs all)" >&2; exit 1; }
done
dotnet build --nologo -v quiet -c Release src/LogTail >&2
dotnet build --nologo -v quiet -c Release tests/LogTail.Benchmarks >&2
exec dotnet artifacts/bin/LogTail.Benchmarks/release/LogTail.Benchmarks.dll compare artifacts/bin/LogTail/release/logtail "$@"

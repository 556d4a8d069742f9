#!/usr/bin/env bash
# LogTail beside mtail: lines lost and doubled while logs are rotated, and what following costs. Two Markdown tables on
# standard output, in about five minutes on a quiet machine.
#
#   tests/LogTail.Benchmarks/follow.sh [losses|figures]
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v mtail > /dev/null || { echo "mtail is not installed (.ci/install-peers installs it)" >&2; exit 1; }
dotnet build --nologo -v quiet -c Release src/LogTail >&2
dotnet build --nologo -v quiet -c Release tests/LogTail.Benchmarks >&2
# 10,000 files and more: mtail keeps all of them open.
ulimit -n "$(ulimit -Hn)"
exec dotnet artifacts/bin/LogTail.Benchmarks/release/LogTail.Benchmarks.dll follow artifacts/bin/LogTail/release/logtail "$@"

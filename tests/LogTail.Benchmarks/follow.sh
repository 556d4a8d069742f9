#!/usr/bin/env bash
# LogTail beside mtail: lines lost and doubled while logs are rotated (two minutes), and what following costs (seven minutes, on a quiet machine;
# `load`: the last rows of that alone). Markdown tables on standard output.
#
#   tests/LogTail.Benchmarks/follow.sh [losses|figures|load]
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v mtail > /dev/null || { echo "mtail is not installed (.ci/install-peers installs it)" >&2; exit 1; }
# What is measured is what README.md tells to install.
dotnet publish --nologo -v quiet -c Release src/LogTail -o artifacts/measured >&2
dotnet build --nologo -v quiet -c Release tests/LogTail.Benchmarks >&2
# 10,000 files and more: mtail keeps all of them open.
ulimit -n "$(ulimit -Hn)"
exec dotnet artifacts/bin/LogTail.Benchmarks/release/LogTail.Benchmarks.dll follow artifacts/measured/logtail "$@"

#!/usr/bin/env bash
# Writes expected.prom of every case anew from the real mtail (those whose ORIGIN.md says "From mtail").
# Review the diff as code: an expectation that changed needs a reason.
set -euo pipefail
cd "$(dirname "$0")"
command -v mtail > /dev/null || { echo "mtail is not installed" >&2; exit 1; }
LOGTAIL_REWRITE_EXPECTED=1 dotnet test --filter 'FullyQualifiedName~GoldenTests.The_real_mtail_agrees'
git --no-pager diff --stat -- cases

# Sourced by the checks that start a server: how to wait for it and what its scrape must say.

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

# wait_until_ready URL PID LOG: until /readyz answers 200, at most two minutes.
wait_until_ready() {
    for _ in $(seq 240); do
        if curl -sS --fail --output /dev/null "$1/readyz" 2> /dev/null; then return; fi
        kill -0 "$2" 2> /dev/null || { cat "$3" >&2; fail "it has ended"; }
        sleep 0.5
    done
    cat "$3" >&2
    fail "it does not get ready"
}

# expect_sample_logs URL ROOT LOG: until all lines of the sample logs are counted, at most a minute.
expect_sample_logs() {
    local expected metrics=
    expected="log_lines_total{prog=\"linecount.mtail\"} $(cat "$2"/examples/logs/*.log | wc -l)"
    for _ in $(seq 120); do
        metrics=$(curl -sS --fail "$1/metrics") || true
        if grep -qxF "$expected" <<< "$metrics"; then
            echo "served: $expected"
            return
        fi
        sleep 0.5
    done
    grep log_lines_total <<< "$metrics" >&2 || true
    cat "$3" >&2
    fail "the scrape lacks: $expected"
}

# stop PID LOG: SIGTERM must end it with status 0.
stop() {
    local status=0
    kill -TERM "$1"
    wait "$1" || status=$?
    [ "$status" = 0 ] || { cat "$2" >&2; fail "exit status $status after SIGTERM"; }
}

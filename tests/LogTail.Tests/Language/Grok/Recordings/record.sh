#!/usr/bin/env bash
# Records what real programs of Debian write, for Stock/recorded.cases: run by hand, as root (postfix and cron want it), when
# a program or a version is to be added. Everything listens on loopback, on unprivileged ports, for a few seconds.
#
#   apt-get install --no-install-recommends apache2-bin nginx-light haproxy bind9 bind9-dnsutils postfix openssh-server openssh-client cron bsdutils curl ruby
#   tests/LogTail.Tests/Language/Grok/Recordings/record.sh [NAME…]
#
# Names and addresses of the machine are replaced by those for documentation. Times stay: they are nobody's.
set -euo pipefail
cd "$(dirname "$0")"
out=$PWD
work=$(mktemp -d /tmp/recordings.XXXXXX)
chmod 755 "$work"
children=()
cleanup() {
    for child in "${children[@]}"; do kill "$child" 2> /dev/null || true; done
    wait 2> /dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
export PATH=$PATH:/usr/sbin:/sbin

# Waits until a port answers, five seconds at most.
await() {
    for _ in $(seq 50); do
        if (: < "/dev/tcp/127.0.0.1/$1") 2> /dev/null; then return; fi
        sleep 0.1
    done
    echo "nothing listens on $1" >&2
    return 1
}
keep() { # keep NAME FILE [LINES]: the first lines, scrubbed
    sed -E "s/$(hostname | sed 's/[.]/\\./g')/host.example.com/g; s/127\.0\.0\.1/192.0.2.1/g; s/ host postfix/ host.example.com postfix/; s#$work#/srv/www#g" "$2" | head -n "${3:-20}" > "$out/$1.log"
    echo "$1: $(wc -l < "$out/$1.log") lines"
}

record_syslog_start() {
    ruby "$out/syslogd.rb" "$work/syslog" 15140 strip & children+=($!)
    ruby "$out/syslogd.rb" "$work/rfc5424" 15141 raw & children+=($!)
    sleep 1
}

record_nginx() {
    mkdir -p "$work/nginx"
    echo hello > "$work/nginx/index.html"
    cat > "$work/nginx.conf" <<EOF
daemon off; master_process off; error_log $work/nginx.error; pid $work/nginx.pid;
events {}
http {
  access_log $work/nginx.access combined;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:18080; root $work/nginx; }
}
EOF
    nginx -c "$work/nginx.conf" 2> /dev/null & children+=($!)
    await 18080
    curl -s -o /dev/null http://127.0.0.1:18080/
    curl -s -o /dev/null -I -A 'Mozilla/5.0 (X11; "Linux")' -e 'http://www.example.com/start?a=b' http://127.0.0.1:18080/index.html
    curl -s -o /dev/null -u alice:secret "http://127.0.0.1:18080/missing?q=1%202&l=de"
    printf 'nonsense\r\n\r\n' > "/dev/tcp/127.0.0.1/18080"
    sleep 0.5
    keep nginx "$work/nginx.access"
}

record_apache() {
    mkdir -p "$work/apache"
    echo hello > "$work/apache/index.html"
    printf 'alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n' > "$work/apache.users"
    local modules=/usr/lib/apache2/modules
    cat > "$work/apache.conf" <<EOF
ServerRoot $work
ServerName www.example.com
Listen 127.0.0.1:18081
PidFile $work/apache.pid
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule authz_user_module $modules/mod_authz_user.so
LoadModule authn_core_module $modules/mod_authn_core.so
LoadModule authn_file_module $modules/mod_authn_file.so
LoadModule auth_basic_module $modules/mod_auth_basic.so
LoadModule dir_module $modules/mod_dir.so
User www-data
Group www-data
DocumentRoot $work/apache
DirectoryIndex index.html
LogLevel info
ErrorLog $work/apache.error
LogFormat "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" combined
LogFormat "%h %l %u %t \"%r\" %>s %b" common
CustomLog $work/apache.combined combined
CustomLog $work/apache.common common
<Location /private>
  AuthType Basic
  AuthName private
  AuthUserFile $work/apache.users
  Require valid-user
</Location>
EOF
    apache2 -f "$work/apache.conf" -DFOREGROUND & children+=($!)
    await 18081
    curl -s -o /dev/null http://127.0.0.1:18081/
    curl -s -o /dev/null -u bob:wrong -e http://www.example.com/ http://127.0.0.1:18081/private/
    curl -s -o /dev/null -X POST -d a=b http://127.0.0.1:18081/missing
    printf 'GET /\r\n\r\n' > "/dev/tcp/127.0.0.1/18081"
    sleep 0.5
    keep apache-combined "$work/apache.combined"
    keep apache-common "$work/apache.common"
    keep apache-error "$work/apache.error"
}

record_haproxy() {
    cat > "$work/haproxy.cfg" <<EOF
global
  log 127.0.0.1:15140 local0
  log-send-hostname host.example.com
defaults
  log global
  timeout connect 1s
  timeout client 2s
  timeout server 2s
frontend web
  mode http
  option httplog
  bind 127.0.0.1:18082
  capture request header Host len 20
  capture response header Server len 20
  default_backend app
backend app
  mode http
  server app1 127.0.0.1:18080
frontend down
  mode http
  option httplog
  bind 127.0.0.1:18083
  default_backend nobody
backend nobody
  mode http
frontend raw
  mode tcp
  option tcplog
  bind 127.0.0.1:18084
  default_backend rawapp
backend rawapp
  mode tcp
  server app1 127.0.0.1:18080
EOF
    haproxy -db -f "$work/haproxy.cfg" > /dev/null 2>&1 & children+=($!)
    await 18082
    curl -s -o /dev/null http://127.0.0.1:18082/index.html?a=1
    curl -s -o /dev/null http://127.0.0.1:18083/
    printf 'nonsense\r\n\r\n' > "/dev/tcp/127.0.0.1/18082"
    curl -s -o /dev/null http://127.0.0.1:18084/
    sleep 1
    grep 'haproxy\[' "$work/syslog" | grep -vE 'started|Connect from' > "$work/haproxy"
    keep haproxy "$work/haproxy"
}

record_bind() {
    mkdir -p "$work/bind"
    cat > "$work/named.conf" <<EOF
options { directory "$work/bind"; listen-on port 15353 { 127.0.0.1; }; listen-on-v6 { none; }; pid-file none; session-keyfile none; recursion no; dnssec-validation no; querylog yes; };
controls { };
logging {
  channel queries { file "$work/queries.log"; severity info; print-time yes; print-category yes; print-severity yes; };
  category queries { queries; };
};
zone "example.com" { type primary; file "$work/bind/example.com"; };
EOF
    cat > "$work/bind/example.com" <<EOF
\$TTL 60
@ SOA ns hostmaster 1 60 60 60 60
  NS ns
ns A 192.0.2.53
www A 192.0.2.80
EOF
    named -f -c "$work/named.conf" 2> /dev/null & children+=($!)
    sleep 4
    dig -p 15353 @127.0.0.1 www.example.com A > /dev/null
    dig -p 15353 @127.0.0.1 example.com MX +noedns > /dev/null
    dig -p 15353 @127.0.0.1 +tcp +dnssec _sip._tcp.example.com SRV > /dev/null
    dig -p 15353 @127.0.0.1 -x 192.0.2.80 > /dev/null
    sleep 0.5
    keep bind "$work/queries.log"
}

record_sshd() {
    ssh-keygen -q -t ed25519 -N '' -f "$work/key"
    mkdir -p /run/sshd
    "$(command -v sshd)" -D -f /dev/null -h "$work/key" -o ListenAddress=127.0.0.1 -p 18022 -o PidFile=none & children+=($!)
    await 18022
    ssh -p 18022 -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null nobody-here@127.0.0.1 true 2> /dev/null || true
    printf 'GET / HTTP/1.0\r\n\r\n' > "/dev/tcp/127.0.0.1/18022" || true
    sleep 1
    grep 'sshd\[' "$work/syslog" > "$work/sshd"
    keep sshd "$work/sshd"
}

record_cron() {
    # A job for the next minute would take up to sixty seconds; what cron says when it starts has the same form, but for its user.
    cron -f -L 15 & children+=($!)
    sleep 2
    grep -E 'cron\[|CRON\[' -i "$work/syslog" > "$work/cron"
    keep cron "$work/cron"
}

record_logger() {
    logger -d -n 127.0.0.1 -P 15141 --rfc5424 -t app --id=4711 -p local0.notice --msgid LOGIN --sd-id exampleSDID@32473 --sd-param 'iut="3"' 'alice came in'
    logger -d -n 127.0.0.1 -P 15141 --rfc5424=notq -t app -p daemon.err 'no structured data'
    logger -d -n 127.0.0.1 -P 15141 --rfc3164 -t 'app[4711]' -p user.info 'as of old'
    sleep 0.5
    keep logger "$work/rfc5424"
}

record_postfix() {
    mkdir -p "$work/postfix/spool" "$work/postfix/data"
    cp -r /etc/postfix "$work/postfix/etc"
    chown postfix "$work/postfix/data"
    cat > "$work/postfix/etc/main.cf" <<EOF
compatibility_level = 3.6
myhostname = host.example.com
queue_directory = $work/postfix/spool
data_directory = $work/postfix/data
maillog_file = $work/postfix/maillog
maillog_file_prefixes = $work
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
relay_domains = example.org
transport_maps = inline:{example.org=error:nobody_here}
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
mynetworks = 192.0.2.0/24
EOF
    sed -i -E 's/^smtp( +)inet/18025\1inet/; s/^([a-z0-9]+ +(inet|unix|fifo|unix-dgram) +[-yn] +[-yn] +)[-y]( )/\1n\3/' "$work/postfix/etc/master.cf"
    grep -q '^postlog' "$work/postfix/etc/master.cf" || echo 'postlog unix-dgram n - n - 1 postlogd' >> "$work/postfix/etc/master.cf"
    postfix -c "$work/postfix/etc" start > /dev/null 2>&1 || true
    await 18025
    { sleep 0.5; printf 'EHLO client.example.com\r\n'; sleep 0.3; printf 'MAIL FROM:<a@example.com>\r\n'; sleep 0.3; printf 'RCPT TO:<b@example.net>\r\n'; sleep 0.3;
      printf 'RCPT TO:<b@example.org>\r\n'; sleep 0.3; printf 'QUIT\r\n'; sleep 0.5; } | { exec 3<> /dev/tcp/127.0.0.1/18025; cat >&3; }
    sleep 1
    postfix -c "$work/postfix/etc" stop > /dev/null 2>&1 || true
    keep postfix "$work/postfix/maillog" 12
}

record_syslog_start
[ $# -gt 0 ] || set -- nginx apache haproxy bind sshd cron logger postfix
for one in "$@"; do
    "record_$one" || echo "$one: not recorded" >&2
done

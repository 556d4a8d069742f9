# A syslogd for a recording: writes what comes in over UDP and, where it can be made, over /dev/log, a message per line.
# With "strip" the priority is left out and a missing host name put in, as syslogd writes files; else lines stay as they were sent.
# Usage: syslogd.rb FILE PORT strip|raw
require 'socket'
file, port, mode = ARGV
sockets = [UDPSocket.new.tap { |socket| socket.bind('127.0.0.1', port.to_i) }]
if mode == 'strip' && Process.uid.zero? && !File.exist?('/dev/log')
  sockets << Socket.new(:UNIX, :DGRAM).tap { |socket| socket.bind(Addrinfo.unix('/dev/log')) }
  File.chmod(0o666, '/dev/log')
  at_exit { File.delete('/dev/log') }
end
trap('TERM') { exit }
File.open(file, 'w') do |log|
  log.sync = true
  loop do
    IO.select(sockets)[0].each do |socket|
      message = socket.recv(8192).force_encoding('UTF-8').chomp("\n").chomp("\0")
      if mode == 'strip'
        message = message.sub(/\A<\d+>/, '')
        message = message.sub(/\A(\w{3} [ \d]\d \d\d:\d\d:\d\d) (\S+\[\d+\]:|\S+:)/, '\1 host.example.com \2')
      end
      log.puts(message)
    end
  end
end

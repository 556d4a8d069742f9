# Matches with Ruby's own engine, Onigmo, which is what Logstash uses.
# In:  one JSON array per line: [expression, text, dot matches line feed]
# Out: one JSON value per line: null, or [start, end, [[name, text], ...]] with offsets in characters; a text when it does not compile
require 'json'
$stdin.set_encoding('UTF-8')
$VERBOSE = nil
cache = {}
$stdin.each_line do |line|
  expression, text, dotall = JSON.parse(line)
  begin
    regexp = cache[[expression, dotall]] ||= Regexp.new('(?u)' + expression, dotall ? Regexp::MULTILINE : 0)
    match = regexp.match(text)
    if match.nil?
      puts 'null'
    else
      # Groups of the same name are one entry of `names`; `captures` has all of them in order.
      numbers = regexp.named_captures.flat_map { |name, indices| indices.map { |index| [index, name] } }.sort
      puts JSON.generate([match.begin(0), match.end(0), numbers.map { |index, name| [name, match[index]] }])
    end
  rescue RegexpError => error
    puts JSON.generate(error.message)
  end
  $stdout.flush
end

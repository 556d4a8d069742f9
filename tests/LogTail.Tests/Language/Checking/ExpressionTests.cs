namespace LogTail.Tests.Language.Checking;

/// <summary>Conversions, comparisons and folding (spec/mtail-language.md §7.5, §8).</summary>
public class ExpressionTests
{
    // $s is group 1 (a text), $i group 2 (an integer), $f group 3 (a float).
    private const string Declarations = "gauge g\ngauge h\ntext t\ntext u by k\ngauge v by k\n/(?P<s>\\S+) (?P<i>\\d+) (?P<f>\\d+\\.\\d+)/ {\n";

    [Theory]
    [InlineData("$i + 1", "($0.2:Int Add 1):Int")]
    [InlineData("$i + $f", "(Float($0.2:Int) Add $0.3:Float):Float")]
    [InlineData("$f * 2", "($0.3:Float Multiply 2.0):Float")]
    [InlineData("$s + 1", "($0.1:String Add \"1\"):String")]
    [InlineData("$i + $s", "(String($0.2:Int) Add $0.1:String):String")]
    [InlineData("$s + $f", "($0.1:String Add String($0.3:Float)):String")]
    [InlineData("int($s) / 2", "(Int($0.1:String) Divide 2):Int")]
    [InlineData("float($i) ** 0.5", "(Float($0.2:Int) Power 0.5):Float")]
    [InlineData("int($i)", "$0.2:Int")]
    [InlineData("string($f)", "String($0.3:Float)")]
    [InlineData("float(5)", "5.0")]
    [InlineData("bool($i) & 1", "($0.2:Int And 1)")]
    [InlineData("$i & $f", "($0.2:Int And $0.3:Float)")]
    [InlineData("(~$i) << 2", "(~$0.2:Int ShiftLeft 2)")]
    [InlineData("len($s)", "Len($0.1:String)")]
    [InlineData("len($i)", "Len($0.2:Int)")]
    [InlineData("tolower($s)", "ToLower($0.1:String)")]
    [InlineData("strtol($s, 16)", "StrToL($0.1:String, 16)")]
    [InlineData("subst(\"a\", \"b\", $i)", "Subst(\"a\", \"b\", $0.2:Int)")]
    [InlineData("subst(/a/, \"b\", $s)", "Subst(/1/, \"b\", $0.1:String)")]
    [InlineData("subst(/a/ + /b/, \"b\", $s)", "Subst(/1/, \"b\", $0.1:String)")]
    [InlineData("timestamp()", "Timestamp()")]
    [InlineData("getfilename()", "GetFileName()")]
    [InlineData("-$i", "(-1 Multiply $0.2:Int):Int")]
    [InlineData("-$f", "(-1.0 Multiply $0.3:Float):Float")]
    [InlineData("- 5", "-5")]
    [InlineData("$i + 1-1", "(($0.2:Int Add 1):Int Subtract 1):Int")]
    public void Writes_conversions_out(string value, string expected) =>
        Assert.Equal($"if /0/ {{g = {expected}}}", CheckedText.Of(Programs.Accepted($"{Declarations}g = {value}\n}}\n")));

    // The mode is that of the compare instruction in the real mtail's bytecode: icmp, fcmp and scmp are typed, cmp is generic.
    [Theory]
    [InlineData("$i > 5", "TypedGreater")]
    [InlineData("$s == \"x\"", "TypedEqual")]
    [InlineData("$f < 1", "TypedLess")]
    [InlineData("5 < g", "TypedLess")]
    [InlineData("g > 5", "GenericGreater")]
    [InlineData("g > 5.5", "TypedGreater")]
    [InlineData("$s == h", "TypedEqual")]
    [InlineData("h == $s", "GenericEqual")]
    [InlineData("h >= t", "GenericGreaterOrEqual")]
    [InlineData("t == h", "TypedEqual")]
    [InlineData("u[\"a\"] == \"x\"", "GenericEqual")]
    [InlineData("\"x\" == u[\"a\"]", "TypedEqual")]
    [InlineData("v[\"a\"] == \"x\"", "GenericEqual")]
    [InlineData("g + 1 == g", "TypedEqual")]
    [InlineData("g == g + 1", "GenericEqual")]
    [InlineData("h + h == \"x\"", "TypedEqual")]
    [InlineData("g++ == 1", "GenericEqual")]
    [InlineData("timestamp() > 5", "GenericGreater")]
    [InlineData("tolower($s) == \"x\"", "GenericEqual")]
    [InlineData("getfilename() != \"x\"", "GenericNotEqual")]
    [InlineData("int($s) <= 5", "GenericLessOrEqual")]
    [InlineData("len($s) > 5", "GenericGreater")]
    [InlineData("float($s) == 5", "GenericEqual")]
    [InlineData("(g & 3) == 3", "TypedEqual")]
    [InlineData("$0 == $0", "GenericEqual")]
    public void Compares_by_type_or_by_value_as_the_left_side_says(string condition, string expected)
    {
        var program = Programs.Accepted($"{Declarations}g = $i\nh = $s\nv[\"a\"] = $s\n{condition} {{ stop }}\n}}\n");
        Assert.Contains(expected, CheckedText.Of(program), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$i == 5", "($0.2:Int TypedEqual 5)")]
    [InlineData("$s > 5", "($0.1:String TypedGreater \"5\")")]
    [InlineData("$i == $s", "(String($0.2:Int) TypedEqual $0.1:String)")]
    [InlineData("$i < $f", "(Float($0.2:Int) TypedLess $0.3:Float)")]
    public void Converts_what_is_compared(string condition, string expected) =>
        Assert.Contains(expected, CheckedText.Of(Programs.Accepted($"{Declarations}{condition} {{ stop }}\n}}\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7.0 / 2", "3.5")]
    [InlineData("1 + 1.5", "2.5")]
    [InlineData("2 ** 10", "1024")]
    [InlineData("2 ** -1", "0")]
    [InlineData("2 ** 0.5", "1.4142135623730951")]
    [InlineData("5 ** 30", "-9223372036854775808")]
    [InlineData("5 % 2.0", "0")]
    [InlineData("5.0 % 2", "1.0")]
    [InlineData("5.5 % 2.0", "1.5")]
    [InlineData("9223372036854775807 + 1", "-9223372036854775808")]
    [InlineData("-9223372036854775808 / -1", "-9223372036854775808")]
    [InlineData("(2 + 3) * (1 + 1)", "10")]
    public void Folds_literals_with_the_results_of_mtail(string value, string expected) =>
        Assert.Equal($"g = {expected}", CheckedText.Of(Programs.Accepted($"gauge g\ng = {value}\n")));

    [Theory]
    [InlineData("5 / 0")]
    [InlineData("5 % 0")]
    [InlineData("5.0 / 0")]
    [InlineData("5 / 0.0")]
    [InlineData("$i / 0")]
    [InlineData("$i % 0")]
    public void Refuses_to_divide_by_a_literal_zero(string value) => Assert.Equal("LT0212", Programs.Errors($"{Declarations}g = {value}\n}}\n"));

    [Fact]
    public void Divides_floats_by_zero() => Assert.Equal("", Programs.Errors($"{Declarations}g = $f / 0.0\n}}\n"));

    [Theory]
    [InlineData("/a/ && $i > 1 || K {", "(/1/ && (($0.2:Int TypedGreater 1) || /2/))")]
    [InlineData("!/a/ {", "!/1/")]
    [InlineData("!defined($s) {", "!defined($0.1)")]
    [InlineData("~$i {", "~$0.2:Int")]
    [InlineData("g++ {", "g++")]
    [InlineData("$i - 1 {", "($0.2:Int Subtract 1):Int")]
    [InlineData("bool($f) {", "$0.3:Float")]
    [InlineData("$s =~ /x/ {", "($0.1:String =~ /1/)")]
    [InlineData("$i !~ /x/ {", "($0.2:Int !~ /1/)")]
    [InlineData("(/a/) {", "/1/")]
    public void Takes_as_conditions(string condition, string expected) => Assert.Contains(
        $"if {expected} {{stop}}",
        CheckedText.Of(Programs.Accepted($"{Declarations}const K /k/\n{condition} stop }}\nK {{ stop }}\n}}\n")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("g += $i", "g += $0.2:Int")]
    [InlineData("g -= $i", "g += (-1 Multiply $0.2:Int):Int")]
    [InlineData("g = $f\ng -= $i", "g += (-1.0 Multiply Float($0.2:Int)):Float")]
    [InlineData("g -= 5", "g += -5")]
    [InlineData("del v[$s]", "del v[$0.1:String]")]
    [InlineData("del v[$s] after 24h", "del v[$0.1:String] after 86400s")]
    [InlineData("del v[$s] after 0s", "del v[$0.1:String]")]
    [InlineData("del v[$s] after -1h", "del v[$0.1:String]")]
    [InlineData("strptime($s, \"2006-01-02\")", "StrPTime($0.1:String, \"2006-01-02\")")]
    [InlineData("settime($i)", "SetTime($0.2:Int)")]
    [InlineData("const K /k/\nK", "/1/")]
    [InlineData("const K /k/\nv[K] = 1", "v[fault] = 1")]
    [InlineData("const K /k/\ng = len(K)", "g = Len(fault)")]
    public void Lowers_statements(string statement, string expected) =>
        Assert.Contains(expected, CheckedText.Of(Programs.Accepted($"{Declarations}{statement}\n}}\n")), StringComparison.Ordinal);

    [Fact]
    public void Collects_begin_blocks_and_filters()
    {
        var program = Programs.Accepted("text t\nbegin { t = getfilename() }\nlog_filter a, \"/b\"\n/x/ { begin { t = \"y\" }\nlog_filter a\n}\n");
        Assert.Equal("t = GetFileName(); t = \"y\"", CheckedText.OfBegin(program));
        Assert.Equal("if /0/ {}", CheckedText.Of(program));
        Assert.Equal(["a", "/b"], program.LogFilter.ToArray());
    }
}

using LogTail.Language.Patterns;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Patterns;

public class LinearPrinterTests
{
    [Theory]
    [InlineData("ab", ";c61 c62 m")]
    [InlineData(@"^(\d+):", "1;^A (1 s0 !2 )1 c3A m;30-39")]
    [InlineData(@"[a-c_]|[a-c_]", ";?3 s0 j4 s0 m;5F,61-63")]
    [InlineData("a*b", ";?3 c61 j0 c62 m")]
    [InlineData("a*?b", ";!3 c61 j0 c62 m")]
    [InlineData("a+?b", ";c61 ?0 c62 m")]
    [InlineData("a{2,4}", ";c61 c61 ?6 c61 ?6 c61 m")]
    [InlineData("a{2,}", ";c61 c61 !1 m")]
    [InlineData("(?:a?)*", ";?4 ?3 c61 !1 m")]
    [InlineData("(?:a*)*", ";?3 c61 j0 m")]
    [InlineData("(?i)é", ";s0 m;C9,E9")]
    [InlineData(@"\b\B(?m:^$)\z", ";^b ^B ^^ ^$ ^z m")]
    [InlineData(@"\x{F7C0}", ";cF7EF cF79F cF780 m")]
    [InlineData(@"\x{FFFD}😀", ";s0 c1F600 m;F780-F7FF,FFFD")]
    public void Prints(string pattern, string program) => Assert.Equal(program, LinearForms.Of(pattern));

    [Fact]
    public void Captures_only_what_is_read()
    {
        Assert.Equal("2;c61 (2 c62 )2 m", LinearForms.Of("(a)(b)", [2]));
        Assert.Equal(";c61 c62 m", LinearForms.Of("(a)(b)", [0]));
    }

    [Fact]
    public void Has_no_program_for_what_is_not_regular()
    {
        RegexNode a = new LiteralNode(['a'], IgnoreCase: false);
        RegexNode[] beyond =
        [
            new LookaroundNode(a, Ahead: true, Negated: false),
            new AtomicNode(a),
            new BackreferenceNode([1]),
            new RepeatNode(a, 0, null, RepeatMode.Possessive),
        ];
        Assert.All(beyond, node => Assert.Null(LinearPrinter.Print(new RegexTree(new ConcatNode([a, node]), []), [])));
    }

    [Theory]
    [InlineData("(a?)*", true, false)]
    [InlineData("(a?)*", false, true)]
    [InlineData("(?:a*?)*", false, false)]
    [InlineData("(?:(a)b)*", true, true)]
    public void Has_no_program_for_loops_that_mean_something_else_in_another_dialect(string pattern, bool readsGroup, bool hasProgram)
    {
        var tree = Re2Parser.Parse(pattern).Tree! with { MayIterateOverNothing = true };
        Assert.Equal(hasProgram, LinearPrinter.Print(tree, readsGroup ? [1] : []) is not null);
        Assert.True(DotNetPrinter.IsExact(tree));
    }

    [Fact]
    public void Has_no_program_of_unreasonable_size()
    {
        Assert.NotNull(LinearForms.Of(@"(?:\pL\d){1000}", []));
        Assert.Null(LinearForms.Of("(?:abcdefghi){1000}", []));
    }

    [Fact]
    public void Does_not_count_long_to_what_leaves_no_instructions()
    {
        RegexNode node = new CaptureNode(1, new EmptyNode());
        for (var i = 0; i < 10; i++)
        {
            node = new RepeatNode(node, 1000, 1000, RepeatMode.Greedy);
        }

        Assert.Null(LinearPrinter.Print(new RegexTree(node, [new CaptureGroup(1, null)]), []));
    }

    [Theory]
    [InlineData("(a?)*", true)]
    [InlineData("(?:a.*?)*", true)]
    [InlineData("(a*?)+", false)]
    [InlineData("((?:|a){2})+", false)]
    [InlineData("(a?){1000}", false)]
    public void Knows_which_loops_NET_would_run_as_RE2_does(string pattern, bool isExact) =>
        Assert.Equal(isExact, DotNetPrinter.IsExact(Re2Parser.Parse(pattern).Tree!));
}

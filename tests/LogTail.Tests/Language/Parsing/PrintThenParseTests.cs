using LogTail.Language.Syntax;
using LogTail.Language.Diagnostics;
using LogTail.Language.Parsing;

namespace LogTail.Tests.Language.Parsing;

public class PrintThenParseTests
{
    [Fact]
    public void A_printed_tree_reads_back_as_the_same_tree()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var printed = SyntaxPrinter.Print(new GeneratedTrees(seed).Program());
            var diagnostics = new DiagnosticBag();
            var parsed = ProgramParser.Parse(Programs.Text(printed), diagnostics);
            Assert.False(diagnostics.HasErrors, $"seed {seed}:\n{printed}{Programs.Render(printed, diagnostics.ToImmutable())}");
            Assert.Equal(printed, SyntaxPrinter.Print(parsed!));
        }
    }

    [Fact]
    public void Spans_cover_exactly_the_text_of_their_nodes()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var printed = SyntaxPrinter.Print(new GeneratedTrees(seed).Program());
            var parsed = ProgramParser.Parse(Programs.Text(printed), new DiagnosticBag());
            foreach (var expression in parsed!.Statements.OfType<AssignmentSyntax>().Select(a => a.Value))
            {
                Assert.Equal(SyntaxPrinter.Print(expression), printed.Substring(expression.Span.Start, expression.Span.Length));
            }
        }
    }

    [Fact]
    public void Any_text_is_read_or_reported_and_no_error_stays_without_a_place()
    {
        const string Alphabet = "ab1 \n\t{}()[]/\\\"#$@+-*=!~<>&|^%,.;?:_é日\u2424\r";
        string[] words = ["counter ", "gauge ", "by ", "const ", "def ", "next", "stop", "del ", "else ", "otherwise ", "/x/ ", "$1", "begin ", "if ", "as ", "after 1h"];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ =>
                random.Next(3) == 0 ? words[random.Next(words.Length)] : Alphabet[random.Next(Alphabet.Length)].ToString()));
            var result = Programs.Check(text);
            foreach (var diagnostic in result.Diagnostics)
            {
                Assert.InRange(diagnostic.Span.End, 0, text.Length);
                Assert.StartsWith("p.mtail:", Programs.Render(text, [diagnostic]), StringComparison.Ordinal);
            }

            Assert.Equal(result.Program is null, result.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error));
        }
    }
}

using System.Diagnostics;
using LogTail.Language;
using LogTail.Language.Text;
using LogTail.Tests.Support;

namespace LogTail.Tests.Language.Checking;

/// <summary>The programs that come with mtail, and whole random programs, against the real mtail.</summary>
public class ExampleProgramTests
{
    private const string Folder = "/usr/share/doc/mtail/examples";

    [MtailFact]
    public void The_examples_that_come_with_mtail_have_nothing_to_complain_about()
    {
        var files = Directory.GetFiles(Folder, "*.mtail");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var text = new ProgramText(Path.GetFileName(file), file, File.ReadAllText(file));
            var result = ProgramFrontEnd.Check(text, new FrontEndOptions());
            Assert.Equal("", string.Concat(result.Diagnostics.Select(d => DiagnosticText.Render(d, text))));
            Assert.NotNull(result.Program);
        });
    }

    /// <summary>Each statement is put into a program that mtail accepts without it; both must say the same about the whole.</summary>
    [MtailFact]
    public void What_mtail_accepts_is_accepted_and_what_it_refuses_is_refused()
    {
        string[] operands = ["gi", "gf", "gs", "t", "u[\"a\"]", "h", "$1", "$2", "$3", "$0", "5", "1.5", "\"x\"", "(1 < 2)", "~5", "len($1)", "int($1)", "K", "gu"];
        string[] operators = ["+", "-", "/", "%", "**", "<", "==", "&", ">>", "&&", "=", "+="];
        var random = new Random(20);
        var statements = Enumerable.Range(0, 60).Select(_ =>
        {
            var op = operators[random.Next(operators.Length)];
            var expression = $"{operands[random.Next(operands.Length)]} {op} {operands[random.Next(operands.Length)]}";
            return op is "=" or "+=" ? expression : expression + " {\n}";
        }).Where(s => s.Count(c => c == 'K') < 2 && !s.StartsWith("K +", StringComparison.Ordinal));
        Assert.All(statements, statement =>
        {
            var program =
                "gauge gi\ngauge gf\ngauge gs\ngauge gu\ntext t\ntext u by k\nhistogram h buckets 1, 2\nconst K /k/\n"
                + "/(\\S+) (\\d+) (\\d+\\.\\d+)/ {\ngi = $2\ngf = $3\ngs = $1\nh = $2\n/a/ + K {\n}\n"
                + statement + "\nt = \"x\"\nu[\"a\"] = \"x\"\ngu = 1\n}\n";
            Assert.Equal(IsAcceptedByMtail(program), Programs.Errors(program).Length == 0);
        });
    }

    private static bool IsAcceptedByMtail(string program)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mtail");
        File.WriteAllText(file, program);
        try
        {
            using var mtail = Process.Start(new ProcessStartInfo("mtail", ["-progs", file, "-compile_only", "-port", "0"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            });
            mtail!.StandardError.ReadToEnd();
            mtail.WaitForExit();
            return mtail.ExitCode == 0;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

using LogTail.Language.Diagnostics;

namespace LogTail.Tests.Language.Diagnostics;

public class CoverageTests
{
    [Fact]
    public void Every_code_has_a_test_that_quotes_its_rendering()
    {
        Type[] tables =
        [
            typeof(SyntaxDiagnosticsTests), typeof(NamesDiagnosticsTests), typeof(TypesDiagnosticsTests), typeof(PatternsDiagnosticsTests),
            typeof(TrapsDiagnosticsTests), typeof(ConfigurationDiagnosticsTests),
        ];
        var tested = tables.SelectMany(t => t.GetMethods()).Select(m => m.Name).ToHashSet();
        Assert.All(Enum.GetNames<DiagnosticCode>(), code => Assert.Contains(code, tested));
    }
}

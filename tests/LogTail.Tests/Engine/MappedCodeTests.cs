using System.Data;
using System.Globalization;
using LogTail.Engine;

namespace LogTail.Tests.Engine;

public sealed class MappedCodeTests
{
    private const string Size = "Rss:";

    [Fact]
    public void Code_that_is_given_back_is_not_resident_and_runs_when_it_is_needed_again()
    {
        // An assembly that no other test uses meanwhile.
        Assert.Equal(1, CountRows());
        var before = ResidentKilobytes("System.Data.Common.dll");
        MappedCode.GiveBack();
        Assert.True(before > 0);
        Assert.Equal(0, ResidentKilobytes("System.Data.Common.dll"));
        Assert.Equal(1, CountRows());
    }

    private static int CountRows()
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        table.Columns.Add("name", typeof(string));
        table.Rows.Add("value");
        return table.Select("name = 'value'").Length;
    }

    // Of the mappings that nothing can be written to.
    private static int ResidentKilobytes(string assembly)
    {
        var total = 0;
        var counts = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.StartsWith(Size, StringComparison.Ordinal))
            {
                total += counts ? int.Parse(line.AsSpan(Size.Length, line.Length - Size.Length - "kB".Length), CultureInfo.InvariantCulture) : 0;
            }
            else if (!char.IsAsciiLetterUpper(line[0]))
            {
                counts = line.EndsWith(assembly, StringComparison.Ordinal) && (line.Contains(" r-xp ", StringComparison.Ordinal) || line.Contains(" r--s ", StringComparison.Ordinal));
            }
        }

        return total;
    }
}

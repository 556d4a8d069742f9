using System.Buffers;
using LogTail.Exposition.Pages;
using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Exposition.Lines;

/// <summary>Labels that are part of a name: <c>.a.x.b.y</c>, sorted by label name.</summary>
/// <param name="separator">Stands before each label name and each value; where it occurs in one it becomes <c>_</c>.</param>
/// <param name="isQuoted">The name stands between quotes, and what would end them gets a backslash.</param>
internal sealed class LabelPath(char separator, bool isQuoted = false)
{
    private readonly SearchValues<byte> _special = SearchValues.Create(
        isQuoted ? [(byte)separator, (byte)'"', (byte)'\\'] : [(byte)separator]);

    public void Write(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        var labelText = family.LabelTextOf(series);
        foreach (var key in family.LabelKeys)
        {
            output.Append((byte)separator);
            output.Append(key.Name.Replace(separator, '_'));
            output.Append((byte)separator);
            WriteValue(ref output, LabelText.ValueOf(labelText, key.Position));
        }
    }

    private void WriteValue(ref Utf8Writer output, ReadOnlySpan<byte> value)
    {
        for (var special = value.IndexOfAny(_special); special >= 0; special = value.IndexOfAny(_special))
        {
            output.Append(value[..special]);
            if (value[special] == separator)
            {
                output.Append((byte)'_');
            }
            else
            {
                output.Append((byte)'\\');
                output.Append(value[special]);
            }

            value = value[(special + 1)..];
        }

        output.Append(value);
    }
}

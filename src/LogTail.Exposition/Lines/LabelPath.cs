using LogTail.Exposition.Pages;
using LogTail.Metrics;
using LogTail.Metrics.Storage;

namespace LogTail.Exposition.Lines;

/// <summary>Labels that are part of a name: <c>.a.x.b.y</c>, sorted by label name.</summary>
/// <param name="separator">Stands before each label name and each value; where it occurs in one it becomes <c>_</c>.</param>
internal sealed class LabelPath(byte separator)
{
    public void Write(ref Utf8Writer output, FamilySnapshot family, int series)
    {
        var labelText = family.LabelTextOf(series);
        foreach (var key in family.LabelKeys)
        {
            output.Append(separator);
            output.Append(key.Name.Replace((char)separator, '_'));
            output.Append(separator);
            WriteValue(ref output, LabelText.ValueOf(labelText, key.Position));
        }
    }

    private void WriteValue(ref Utf8Writer output, ReadOnlySpan<byte> value)
    {
        for (var found = value.IndexOf(separator); found >= 0; found = value.IndexOf(separator))
        {
            output.Append(value[..found]);
            output.Append((byte)'_');
            value = value[(found + 1)..];
        }

        output.Append(value);
    }
}

using LogTail.Exposition.Pages;

namespace LogTail.Exposition.Json;

/// <summary>New lines, indented by two spaces per step.</summary>
internal static class JsonIndent
{
    private const int DeepestStep = 10;
    private static readonly byte[] Spaces = [(byte)'\n', .. Enumerable.Repeat((byte)' ', DeepestStep * 2)];

    /// <param name="depth">Not more than ten.</param>
    public static void NewLine(ref Utf8Writer output, int depth) => output.Append(Spaces.AsSpan(0, 1 + (depth * 2)));

    /// <summary>Writes what stands before the value of a field.</summary>
    /// <param name="name">ASCII letters.</param>
    public static void BeginField(ref Utf8Writer output, int depth, ReadOnlySpan<byte> name, bool isFirst)
    {
        if (!isFirst)
        {
            output.Append((byte)',');
        }

        NewLine(ref output, depth);
        output.Append((byte)'"');
        output.Append(name);
        output.Append("\": "u8);
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace LogTail.State;

/// <summary>A program that fed the saved metrics.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="TextHash">SHA-256 of its text.</param>
internal sealed record SavedProgram(string Name, ImmutableArray<byte> TextHash)
{
    public static SavedProgram Of(string name, string text) => new(name, [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))]);
}

using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LogTail.Runtime.Images;

/// <summary>
/// Names everything that an image depends on, so that a cached one is either exactly what a new compilation would make, or
/// not found. Lower-case hexadecimal digits, fit for a file name.
/// </summary>
/// <param name="Text">64 digits.</param>
public readonly record struct ImageKey(string Text)
{
    /// <summary>The key of a program.</summary>
    /// <param name="programName">File name of the program; it is in the image, as the <c>prog</c> label.</param>
    /// <param name="programText">The whole text.</param>
    /// <param name="options">Whatever else the compiler is told, in any fixed spelling.</param>
    /// <param name="compiler">The assemblies that turn text into images and that images stand on, in a fixed order. Their module
    /// version ids count, so any change to them is a new compiler.</param>
    public static ImageKey Of(string programName, string programText, string options, IEnumerable<Assembly> compiler)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, programName);
        Append(hash, programText);
        Append(hash, options);
        Append(hash, RuntimeInformation.FrameworkDescription);
        foreach (var assembly in compiler)
        {
            hash.AppendData(assembly.ManifestModule.ModuleVersionId.ToByteArray());
        }

        return new ImageKey(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // With its length, so that no two lists of texts read the same.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

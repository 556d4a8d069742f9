using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using LogTail.Language;
using LogTail.Language.Diagnostics;
using LogTail.Language.Grok;
using LogTail.Language.Text;
using LogTail.Runtime.Images;

namespace LogTail.Compiler.Building;

/// <summary>
/// How a request and its results travel between a process and its child. Both are the same executable, so the format has no
/// versions: a message is four bytes that say what it is, its length in four more, and its fields as
/// <see cref="BinaryWriter"/> writes them.
/// </summary>
internal static class BuildWire
{
    private const int HeadLength = 8;
    private const int MaxLength = 1 << 28;

    private static ReadOnlySpan<byte> RequestMark => "LTq1"u8;

    private static ReadOnlySpan<byte> ResultsMark => "LTr1"u8;

    private static ReadOnlySpan<byte> FailureMark => "LTf1"u8;

    public static byte[] WriteRequest(BuildRequest request) => Message(RequestMark, writer =>
    {
        writer.Write(request.Options.MaxPatternBytes);
        writer.Write(request.Options.MaxDepth);
        writer.Write(request.Options.MaxProgramLength);
        WriteGrok(writer, request.Options.Grok);
        WriteAll(writer, request.Programs, program =>
        {
            WriteText(writer, program);
            writer.Write(program.IsConfiguration);
            WriteAll(writer, program.Imports, import => WriteText(writer, import));
        });
    });

    public static byte[] WriteResults(ImmutableArray<BuildResult> results) => Message(ResultsMark, writer =>
        WriteAll(writer, results, result =>
        {
            WriteOptional(writer, result.Fault);
            WriteAll(writer, result.Diagnostics, diagnostic =>
            {
                writer.Write((int)diagnostic.Code);
                writer.Write(diagnostic.Span.Start);
                writer.Write(diagnostic.Span.Length);
                writer.Write(diagnostic.Message);
                WriteOptional(writer, diagnostic.Hint);
                writer.Write(diagnostic.Text is not null);
                if (diagnostic.Text is { } text)
                {
                    WriteText(writer, text);
                }
            });
            var image = result.Image is null ? [] : ImageFile.ToBytes(result.Image, key: default);
            writer.Write(image.Length);
            writer.Write(image);
        }));

    /// <summary>What a child says that could not do its work.</summary>
    public static byte[] WriteFailure(string message) => Message(FailureMark, writer => writer.Write(message));

    /// <exception cref="InvalidDataException">That is no request.</exception>
    public static BuildRequest ReadRequest(Stream stream)
    {
        using var reader = Open(stream, RequestMark);
        var options = new FrontEndOptions
        {
            MaxPatternBytes = reader.ReadInt32(),
            MaxDepth = reader.ReadInt32(),
            MaxProgramLength = reader.ReadInt32(),
            Grok = ReadGrok(reader),
        };
        return new BuildRequest(ReadAll(reader, () => ReadProgram(reader)), options);
    }

    /// <param name="answer">All that the child has written.</param>
    /// <exception cref="InvalidDataException">That is no result; the message says what it is.</exception>
    public static ImmutableArray<BuildResult> ReadResults(byte[] answer)
    {
        if (answer.AsSpan().StartsWith(FailureMark))
        {
            using var failure = Open(new MemoryStream(answer), FailureMark);
            throw new InvalidDataException(failure.ReadString());
        }

        using var reader = Open(new MemoryStream(answer), ResultsMark);
        return ReadAll(reader, () => ReadResult(reader));
    }

    private static void WriteText(BinaryWriter writer, ProgramText text)
    {
        writer.Write(text.Name);
        writer.Write(text.Path);
        writer.Write(text.Text);
    }

    private static ProgramText ReadText(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadString());

    private static ProgramText ReadProgram(BinaryReader reader)
    {
        var text = ReadText(reader);
        return new ProgramText(text.Name, text.Path, text.Text)
        {
            IsConfiguration = reader.ReadBoolean(),
            Imports = ReadAll(reader, () => ReadText(reader)),
        };
    }

    private static BuildResult ReadResult(BinaryReader reader)
    {
        var fault = ReadOptional(reader);
        var diagnostics = ReadAll(reader, () => new Diagnostic(
            (DiagnosticCode)reader.ReadInt32(),
            new TextSpan(reader.ReadInt32(), reader.ReadInt32()),
            reader.ReadString(),
            ReadOptional(reader))
        {
            Text = reader.ReadBoolean() ? ReadText(reader) : null,
        });
        var image = reader.ReadBytes(reader.ReadInt32());
        return image.Length == 0
            ? new BuildResult(null, diagnostics, fault)
            : ImageFile.TryRead(image, out _, out var program)
                ? new BuildResult(program, diagnostics, fault)
                : throw new InvalidDataException("an image that is not whole");
    }

    private static byte[] Message(ReadOnlySpan<byte> mark, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(mark);
        writer.Write(0);
        write(writer);
        writer.Flush();
        var bytes = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(mark.Length), bytes.Length - HeadLength);
        return bytes;
    }

    private static BinaryReader Open(Stream stream, ReadOnlySpan<byte> mark)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var read = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        if (!head[..read].StartsWith(mark))
        {
            throw new InvalidDataException(read == 0 ? "nothing" : $"something else, beginning with {Convert.ToHexString(head[..read])}");
        }

        if (read < HeadLength)
        {
            throw new InvalidDataException("only part of a message");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head[mark.Length..]);
        if (length is < 0 or > MaxLength)
        {
            throw new InvalidDataException($"a message of impossible length {length}");
        }

        var body = new byte[length];
        return stream.ReadAtLeast(body, length, throwOnEndOfStream: false) == length
            ? new BinaryReader(new MemoryStream(body), Encoding.UTF8)
            : throw new InvalidDataException("only part of a message");
    }

    private static void WriteGrok(BinaryWriter writer, GrokSource? grok)
    {
        writer.Write(grok is not null);
        writer.Write(grok is { UsesEcs: true });
        WriteAll(writer, grok?.Definitions ?? [], definition =>
        {
            writer.Write(definition.Name);
            writer.Write(definition.Expression);
            writer.Write(definition.Origin.File);
            writer.Write(definition.Origin.Line);
            writer.Write(definition.Origin.Column);
        });
    }

    private static GrokSource? ReadGrok(BinaryReader reader)
    {
        var isPresent = reader.ReadBoolean();
        var usesEcs = reader.ReadBoolean();
        var definitions = ReadAll(reader, () => new PatternDefinition(
            reader.ReadString(), reader.ReadString(), new PatternOrigin(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32())));
        return isPresent ? new GrokSource(usesEcs, definitions) : null;
    }

    private static void WriteAll<T>(BinaryWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static ImmutableArray<T> ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            items.Add(read());
        }

        return items.ToImmutable();
    }

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static string? ReadOptional(BinaryReader reader)
    {
        var present = reader.ReadBoolean();
        var text = reader.ReadString();
        return present ? text : null;
    }
}

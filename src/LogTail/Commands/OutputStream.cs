namespace LogTail.Commands;

/// <summary>Standard output, whose faults are told apart from those of what is read.</summary>
/// <param name="inner">What is written to.</param>
/// <param name="faultOf">What every write throws that failed: <see cref="OutputFaultException"/>, or <see cref="ReaderGoneException"/> where it can only be that.</param>
internal sealed class OutputStream(Stream inner, Func<IOException, Exception> faultOf) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException fault)
        {
            throw faultOf(fault);
        }
    }

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (IOException fault)
        {
            throw faultOf(fault);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

using LogTail.Commands;

return await LogTailCommandLine.RunAsync(args, InvokedName.Read());

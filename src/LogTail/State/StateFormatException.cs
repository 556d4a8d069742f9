namespace LogTail.State;

/// <summary>A state file is not what it should be. The message says how, for the user.</summary>
internal sealed class StateFormatException(string message) : Exception(message);

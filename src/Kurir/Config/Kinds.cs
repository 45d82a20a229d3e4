namespace Kurir;

/// <summary>A kind of destination: what may stand as a key under <c>to:</c>, with the record that its settings bind to.</summary>
/// <param name="Name"><c>workbook</c></param>
/// <param name="Description">One sentence.</param>
/// <param name="Options">A record with <see cref="DescribedAttribute"/>s and defaults.</param>
/// <param name="Create">Makes the destination from bound options.</param>
public sealed record DestinationKind(string Name, string Description, Type Options, Func<object, DestinationContext, IDestination> Create);

/// <summary>A kind of channel: what may stand as a key under <c>notify:</c>.</summary>
public sealed record ChannelKind(string Name, string Description, Type Options, Func<object, ChannelContext, IChannel> Create);

/// <param name="Home">The folder against which file names are resolved (the one that holds <c>pipelines/</c>); absolute.</param>
public sealed record DestinationContext(string Home, ExportId Export, ISecrets Secrets, TimeProvider Time);

/// <param name="At">Where the file names the channel: <c>toko.yaml:7</c>.</param>
/// <param name="Chats">Null where nothing is remembered.</param>
public sealed record ChannelContext(string SecretsPrefix, ISecrets Secrets, TimeProvider Time, string At, IChatMemory? Chats);

namespace Wellcloud.Client;

/// <summary>Whose application a token is applied for, as the vendor's token endpoint knows it.</summary>
public enum TenantType
{
    /// <summary>A tenant's own application.</summary>
    Tenant,

    /// <summary>A partner's application.</summary>
    Partner,
}

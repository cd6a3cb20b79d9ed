namespace Wellcloud.Client;

/// <summary>The owner of an application, as the vendor's token endpoint names it.</summary>
public enum TenantType
{
    /// <summary>The application of a tenant.</summary>
    Tenant,

    /// <summary>The application of a partner.</summary>
    Partner,
}

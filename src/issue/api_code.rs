//! The codes that the API answers with.

/// An error code of the MsgFlash API (resources/error-codes) that an issue leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiCode {
    /// `VALIDATION_ERROR`, HTTP 400.
    ValidationError,
    /// `INVALID_DESTINATION`, HTTP 422.
    InvalidDestination,
    /// `TEMPLATE_INVALID`, HTTP 400.
    TemplateInvalid,
    /// `TEMPLATE_VARIABLES_MISSING`, HTTP 400.
    TemplateVariablesMissing,
    /// `TEMPLATE_CONTEXT_UNAVAILABLE`, HTTP 400.
    TemplateContextUnavailable,
    /// `NOT_FOUND`, HTTP 404.
    NotFound,
    /// `UNSUPPORTED_FEATURE`, HTTP 403.
    UnsupportedFeature,
    /// `CAMPAIGNS_NOT_AVAILABLE_ON_PLAN`, HTTP 403.
    CampaignsNotAvailableOnPlan,
    /// `FEATURE_NOT_AVAILABLE_ON_PLAN`, HTTP 403.
    FeatureNotAvailableOnPlan,
    /// `SUBSCRIPTION_INACTIVE`, HTTP 403.
    SubscriptionInactive,
    /// `MONTHLY_OUTBOUND_QUOTA_EXCEEDED`, HTTP 429.
    MonthlyOutboundQuotaExceeded,
}

impl ApiCode {
    /// The code as the API writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ValidationError => "VALIDATION_ERROR",
            Self::InvalidDestination => "INVALID_DESTINATION",
            Self::TemplateInvalid => "TEMPLATE_INVALID",
            Self::TemplateVariablesMissing => "TEMPLATE_VARIABLES_MISSING",
            Self::TemplateContextUnavailable => "TEMPLATE_CONTEXT_UNAVAILABLE",
            Self::NotFound => "NOT_FOUND",
            Self::UnsupportedFeature => "UNSUPPORTED_FEATURE",
            Self::CampaignsNotAvailableOnPlan => "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN",
            Self::FeatureNotAvailableOnPlan => "FEATURE_NOT_AVAILABLE_ON_PLAN",
            Self::SubscriptionInactive => "SUBSCRIPTION_INACTIVE",
            Self::MonthlyOutboundQuotaExceeded => "MONTHLY_OUTBOUND_QUOTA_EXCEEDED",
        }
    }

    /// The HTTP status that goes with the code.
    #[must_use]
    pub fn http(self) -> u16 {
        match self {
            Self::ValidationError => 400,
            Self::InvalidDestination => 422,
            Self::TemplateInvalid => 400,
            Self::TemplateVariablesMissing => 400,
            Self::TemplateContextUnavailable => 400,
            Self::NotFound => 404,
            Self::UnsupportedFeature => 403,
            Self::CampaignsNotAvailableOnPlan => 403,
            Self::FeatureNotAvailableOnPlan => 403,
            Self::SubscriptionInactive => 403,
            Self::MonthlyOutboundQuotaExceeded => 429,
        }
    }
}

/// Small good files of the clouds' formats.
extension Sample {
  /// Two deliveries: October, and a correction of October in November's.
  static let focus = """
    BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,EffectiveCost,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCurrency,PricingQuantity,PricingUnit,PrincipalId,ProviderName,ServiceCategory,ServiceName,SkuMeter,SkuPriceDetails,SubAccountId,SubAccountName,Tags,x_Region
    2.79,BA-1,EUR,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,,Usage-Based,2026-10-27T00:00:00Z,2026-10-26T00:00:00Z,1240000,Tokens,2.79,Wolk Ierland,2.79,2.25,Credits,1.24,1000000 Tokens,fleur@voorbeeld.example,Wolk,AI and Machine Learning,Model API,Input Tokens,"{""ModelId"":""m-groot"",""TokenDirection"":""Input"",""TokenCacheAction"":""Uncached""}",sub-1,Campagneteam,"{""team"":""campagne"",""owner"":""fleur"",""kosten,plaats"":""a,b"",""mail"":""x@y.z""}",nl
    3.5E-3,BA-1,EUR,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,,Usage-Based,2026-10-26T08:00:00Z,2026-10-26T07:00:00Z,12.4,1000 Tokens,3.5E-3,Wolk Ierland,3.5E-3,,,,,,Wolk,AI and Machine Learning,Model API,Cache Read Input Tokens,,sub-1,,,
    12.50,BA-1,EUR,2026-11-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,,Usage-Based,2026-10-28T00:00:00Z,2026-10-27T00:00:00Z,5,Hours,12.50,Wolk Ierland,,,,,,,Wolk,Compute,Servers,,,sub-1,,,
    -0.558,BA-1,EUR,2026-12-01T00:00:00Z,2026-11-01T00:00:00Z,Usage,Correction,Usage-Based,2026-10-29T00:00:00Z,2026-10-28T00:00:00Z,-248000,Tokens,-0.558,Wolk Ierland,1,2,,3,,,Wolk,AI and Machine Learning,Model API,Input Tokens,"{""ModelFamily"":""m"",""TokenType"":""Output""}",sub-1,Campagneteam,,

    """

  static let liteLLMFocus = """
    BilledCost,BillingAccountId,BillingAccountName,BillingAccountType,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,EffectiveCost,InvoiceIssuerName,ProviderName,ResourceId,ServiceCategory,ServiceName,SubAccountId,SubAccountName,Tags
    0.250125,eaa5196090e1e0f36d1e59e450cd617b2b29f3e1b54b21f88ef18b94dcabf7c1,content-prod,API Key,USD,2026-10-27T00:00:00Z,2026-10-26T00:00:00Z,Usage,,2026-10-27T00:00:00Z,2026-10-26T00:00:00Z,91.0,Requests,0.250125,anthropic,anthropic,anthropic/claude-sonnet-4-5,AI and Machine Learning,sonnet,t-1,Contentteam,"{""user_email"":""fleur@voorbeeld.example"",""custom_llm_provider"":""anthropic""}"
    0.0,eaa5196090e1e0f36d1e59e450cd617b2b29f3e1b54b21f88ef18b94dcabf7c1,,API Key,USD,2026-10-28T00:00:00Z,2026-10-27T00:00:00Z,Usage,,2026-10-28T00:00:00Z,2026-10-27T00:00:00Z,7.0,Requests,0.0,openai,openai,gpt-5,AI and Machine Learning,gpt,t-1,,"{""custom_llm_provider"":""openai""}"

    """

  static let azure = #"""
    \#u{FEFF}SubscriptionName,ResourceGroup,Date,MeterCategory,MeterName,Quantity,UnitOfMeasure,Cost,BillingCurrency,ResourceId,ChargeType,AccountOwnerId,Tags
    NL-Marketing,RG-Campagne,10/26/2026,Azure OpenAI,gpt 5 Inp Data Zone Tokens,1240,1K,1.426,EUR,/subscriptions/0/resourceGroups/rg-campagne/providers/Microsoft.CognitiveServices/accounts/NL-openai,Usage,fleur@voorbeeld.example,"""team"": ""campagne"",""org"": """""
    NL-Marketing,rg-campagne,9/2/2026,Foundry Models,gpt-4o-0806-cached-Inp-batch-glbl Tokens,0.5,1M,0.046,EUR,,Usage,,
    NL-Marketing,rg-content,10/27/2026,Azure OpenAI,gpt 5 Outp Data Zone Tokens,-12.5,1K,-0.115,EUR,,Refund,,
    NL-Marketing,rg-web,10/27/2026,Virtual Machines,B1s,1,1 Hour,3.25,EUR,,Usage,,

    """#

  static let aws = """
    bill_billing_period_start_date,bill_payer_account_id,line_item_usage_account_id,line_item_usage_start_date,line_item_usage_end_date,line_item_line_item_type,line_item_product_code,line_item_usage_type,line_item_usage_amount,pricing_unit,line_item_unblended_cost,line_item_net_unblended_cost,line_item_currency_code,line_item_resource_id,line_item_iam_principal,resource_tags
    2026-10-01T00:00:00.000Z,111122223333,444455556666,2026-10-26T10:00:00.000Z,2026-10-26T11:00:00.000Z,Usage,AmazonBedrock,EUC1-Claude4.6Sonnet-input-tokens,1200,1K tokens,3.6,3.4,USD,arn:aws:bedrock:eu-central-1:444455556666:application-inference-profile/campagne,arn:aws:iam::444455556666:user/fleur,"{""user_team"":""campagne"",""aws_createdBy"":""x""}"
    2026-10-01T00:00:00.000Z,111122223333,444455556666,2026-10-26T00:00:00.000Z,2026-10-27T00:00:00.000Z,Usage,AmazonBedrock,EUC1-Nova-output-token-count-batch,3,1M tokens,0.9,0.9,USD,arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-pro-v1:0,,{}
    2026-10-01T00:00:00.000Z,111122223333,444455556666,2026-10-01T00:00:00.000Z,2026-11-01T00:00:00.000Z,Tax,AmazonBedrock,,1,,0.945,0.945,USD,,,
    2026-10-01T00:00:00.000Z,111122223333,444455556666,2026-10-27T00:00:00.000Z,2026-10-28T00:00:00.000Z,EdpDiscount,AmazonBedrock,EUC1-Claude4.6Sonnet-input-tokens,0,,-1.25E-2,0,USD,,,
    2026-10-01T00:00:00.000Z,111122223333,444455556666,2026-10-27T00:00:00.000Z,2026-10-28T00:00:00.000Z,Usage,AmazonEC2,BoxUsage,1,Hrs,7.125,7.125,USD,,,

    """

  static let google = """
    {"billing_account_id":"01NL","invoice":{"month":"202610"},"service":{"description":"Vertex AI"},"sku":{"id":"1","description":"Gemini 2.5 Pro Text Input - Predictions"},"usage_start_time":"2026-10-26 07:00:00 UTC","usage_end_time":"2026-10-26 08:00:00 UTC","project":{"id":"nl-campagne"},"labels":[{"key":"team","value":"campagne"},{"key":"owner","value":"fleur"}],"cost":1.38539,"currency":"EUR","usage":{"amount":1240000.0,"unit":"count"},"credits":[],"cost_type":"regular","nieuw":1}
    {"billing_account_id":"01NL","invoice":{"month":"202610"},"service":{"description":"Gemini API"},"sku":{"id":"2","description":"Gemini 2.5 Flash Image Output"},"usage_start_time":"2026-10-26T07:00:00Z","usage_end_time":"2026-10-27T07:00:00Z","project":null,"labels":[],"cost":"8.58048e-1","currency":"EUR","usage":{"amount":"96000","unit":"count"},"credits":[{"name":"Tegoed","amount":-0.5,"type":"PROMOTION"},{"amount":-0.25,"type":"DISCOUNT"}],"cost_type":"regular"}
    {"billing_account_id":"01NL","invoice":{"month":"202610"},"service":{"description":"Invoice"},"sku":{"id":"3","description":"Rounding error"},"usage_start_time":"2026-10-31 00:00:00 UTC","usage_end_time":"2026-10-31 00:00:00 UTC","project":null,"labels":[],"cost":-0.002,"currency":"EUR","usage":null,"credits":[],"cost_type":"rounding_error"}

    """
}

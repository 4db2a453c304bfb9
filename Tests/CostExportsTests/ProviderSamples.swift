/// Small good files of OpenAI and Anthropic. 1793491200 is 2026-11-01T00:00:00Z, a Sunday.
extension Sample {
  static let openAIActivity = """
    start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens,input_text_tokens,output_text_tokens,input_cached_text_tokens,input_audio_tokens,input_cached_audio_tokens,output_audio_tokens,input_image_tokens,input_cached_image_tokens,output_image_tokens
    1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_a,41.0,user-9,key_a,gpt-5-2025-08-07,False,default,90210,7004,30000,60210,60210,7004,30000,0,0,0,0,0,0
    1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_b,3,,,gpt-4o-audio-preview,FALSE,,1000.0,500,100,900,500,200,0,400,100,300,0,0,0
    1793491200,1793577600,2026-11-01T00:00:00+00:00,2026-11-02T00:00:00+00:00,proj_b,12,,,gpt-4o-mini-2024-07-18,True,,5200,800,0,5200,5200,800,0,0,0,0,0,0,0
    1793577600,1793664000,2026-11-02T00:00:00+00:00,2026-11-03T00:00:00+00:00
    1793664000,1793750400,2026-11-03T00:00:00+00:00,2026-11-04T00:00:00+00:00,proj_a,1,,key_a,gpt-5-2025-08-07,,flex,77,5,0,77,77,5,0,0,0,0,0,0,0

    """

  static let openAIUsagePages = """
    {"object":"page","data":[
     {"object":"bucket","start_time":1793491200,"end_time":1793577600,"results":[
      {"object":"organization.usage.completions.result","input_tokens":1240000,"input_cached_tokens":400000,"input_cache_write_tokens":40000,"input_uncached_tokens":800000,"output_tokens":96000,"num_model_requests":310,"project_id":"proj_a","user_id":"user-9","api_key_id":"key_a","model":"gpt-5-2025-08-07","batch":false,"service_tier":"priority"},
      {"object":"organization.usage.completions.result","input_tokens":5200,"output_tokens":800,"num_model_requests":2,"project_id":"proj_b","user_id":null,"api_key_id":null,"model":"gpt-4o-mini-2024-07-18","batch":true,"service_tier":null}]}],
     "has_more":true,"next_page":"p2"}
    {
      "next_page": null, "has_more": false, "object": "page",
      "data": [
        {"results": [], "end_time": 1793664000, "start_time": 1793577600, "object": "bucket"},
        {"object": "bucket", "start_time": 1793664000, "end_time": 1793750400, "result": [
          {"object": "organization.usage.embeddings.result", "input_tokens": 31, "num_model_requests": 4,
           "model": "text-embedding-3-small"}
        ]}
      ]
    }

    """

  static let openAICostPages = """
    {"object":"page","data":[
     {"object":"bucket","start_time":1793491200,"end_time":1793577600,"results":[
      {"object":"organization.costs.result","amount":{"value":1.05,"currency":"usd"},"line_item":"gpt-5-2025-08-07, input","project_id":"proj_a","api_key_id":null,"quantity":840000,"quantity_unit":"tokens"},
      {"object":"organization.costs.result","amount":{"value":"0.0042","currency":"usd"},"line_item":"web search tool calls","project_id":"proj_a","api_key_id":"key_a","quantity":null,"quantity_unit":null}]},
     {"object":"bucket","start_time":1793577600,"end_time":1793664000,"results":[]},
     {"object":"bucket","start_time":1793664000,"end_time":1793750400,"results":[
      {"object":"organization.costs.result","amount":{"value":1.82e-05,"currency":"usd"},"line_item":null,"project_id":null},
      {"object":"organization.costs.result","amount":{"value":-0.30,"currency":"USD"},"line_item":"gpt-5-2025-08-07, output","project_id":"proj_a"}]}],
     "has_more":false,"next_page":null}

    """

  static let chatGPTCredits =
    "\u{FEFF}"
      + """
      date_partition,account_id,account_user_id,email,name,public_id,usage_type,usage_credits,usage_quantity,usage_units
      2026-11-01,acc-1,usr-17,iemand@voorbeeld.example,Iemand Voorbeeld,u_17,chat.completion.5.reasoning,12.5,25,counts
      2026-11-01,acc-1,usr-17,iemand@voorbeeld.example,Iemand Voorbeeld,u_17,codex,0.7500004,18250,tokens
      2026-11-03,acc-1,usr-21,ander@voorbeeld.example,Ander Voorbeeld,u_21,chat.completion.5.reasoning,0,3,counts

      """

  static let anthropicTokens = """
    usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed
    2026-11-01,claude-sonnet-4-5-20250929,content-prod,Redactie,standard,≤ 200k,1200000,80000,2000,3000000,250000,12,us,standard
    2026-11-01,claude-haiku-4-5-20251001,nachtbatch,Default,batch,≤ 200k,900,0,0,0,120,0,not_available,
    2026-11-03 02:00,claude-sonnet-4-5-20250929,content-prod,Redactie,standard,> 200k,250000,0,0,0,900,0,global,fast

    """

  static let anthropicCost = """
    usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed,api_key_id,api_key_status
    2026-11-01,Claude Sonnet 4.5,Redactie,content-prod,message,≤ 200k,input_no_cache,3.60,3.60,token,global,standard,apikey_1,active
    2026-11-01,Claude Sonnet 4.5,Redactie,content-prod,message,≤ 200k,input_cache_read,0.90,1.00,token,global,standard,apikey_1,active
    2026-11-03,Claude Haiku 4.5,Default,,batch,≤ 200k,output,0.00,0.00,token,global,standard,apikey_2,archived
    2026-11-03,,Default,content-prod,message,,,0.12,0.12,web_search,,,apikey_1,active

    """

  static let anthropicUsagePages = """
    {"data":[
     {"starting_at":"2026-11-01T00:00:00Z","ending_at":"2026-11-02T00:00:00Z","results":[
      {"uncached_input_tokens":1200000,"cache_creation":{"ephemeral_5m_input_tokens":80000,"ephemeral_1h_input_tokens":2000},"cache_read_input_tokens":3000000,"output_tokens":250000,"server_tool_use":{"web_search_requests":12},"api_key_id":"apikey_1","workspace_id":"wrkspc_1","model":"claude-sonnet-4-5-20250929","service_tier":"standard","context_window":"0-200k","inference_geo":"us","speed":null},
      {"uncached_input_tokens":900,"cache_creation":null,"cache_read_input_tokens":0,"output_tokens":120,"api_key_id":null,"workspace_id":null,"model":"claude-haiku-4-5-20251001","service_tier":"batch","context_window":"200k-1M"}]},
     {"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-03T00:00:00Z","results":[]}],
     "has_more":false,"next_page":null}

    """

  static let anthropicCostPages = """
    {"data":[
     {"starting_at":"2026-11-01T00:00:00Z","ending_at":"2026-11-02T00:00:00Z","results":[
      {"currency":"USD","amount":"360.00","workspace_id":"wrkspc_1","description":"Claude Sonnet 4.5 Usage - Input Tokens","cost_type":"tokens","context_window":"0-200k","model":"claude-sonnet-4-5-20250929","service_tier":"standard","token_type":"uncached_input_tokens","inference_geo":"us"},
      {"currency":"USD","amount":"0.00000012345","workspace_id":"wrkspc_1","description":"Claude Sonnet 4.5 Usage - Output Tokens","cost_type":"tokens","model":"claude-sonnet-4-5-20250929","service_tier":"batch","token_type":"output_tokens"},
      {"currency":"USD","amount":"12.00","workspace_id":null,"description":"Web Search Usage","cost_type":"web_search","context_window":null,"model":null,"service_tier":null,"token_type":null}]},
     {"starting_at":"2026-11-02T00:00:00Z","ending_at":"2026-11-03T00:00:00Z","results":[]},
     {"starting_at":"2026-11-03T00:00:00Z","ending_at":"2026-11-04T00:00:00Z","results":[{"currency":"USD","amount":"123.45"}]}],
     "has_more":false,"next_page":null}

    """
}

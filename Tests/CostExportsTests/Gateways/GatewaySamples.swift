import CostExports

/// Small good files of gateways, logs and local tools.
enum GatewaySample {
  static let openRouterLog = """
    generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,cancelled,streamed,user,finish_reason_raw,finish_reason_normalized,generation_time_ms,time_to_first_token_ms,api_key_disabled,api_key_name,app_name
    gen-1,2026-10-26 07:36:41.713,0.0118750,0,-0.0033750,0,0,5000,900,0,3000,google/gemini-2.5-pro,Google,standard,false,true,klant-7,STOP,stop,4210,612,false,campagne,Noordlicht CMS
    gen-2,2026-10-26 07:42:57.002,0.00001820,0,0,0,0,91,12,0,0,mistralai/mistral-small,Mistral,standard,true,true,,,,310,120,false,campagne,Noordlicht CMS
    gen-3,2026-10-27 07:55:05.120,0,0,0,0,0.0042,800,300,120,0,openai/gpt-5,OpenAI,standard,false,false,klant-7,stop,error,2900,,false,content,

    """

  static let openRouterActivity = """
    "Date","Slug","Usage","BYOK Usage","Requests","Prompt Tokens","Completion Tokens","Reasoning Tokens"
    "2026-10-26 00:00:00","google/gemini-2.5-pro","0.011875","0","1","5000","900","0"
    "2026-10-26 00:00:00","mistralai/mistral-small","0.0000182","0","1","91","12","0"
    "2026-10-27 00:00:00","openai/gpt-5","0","0.0042","1","800","300","120"

    """

  static let openRouterAPI = """
    {"data":[
      {"date":"2026-10-26","model":"google/gemini-2.5-pro","model_permaslug":"google/gemini-2.5-pro","endpoint_id":"e-1","provider_name":"Google","usage":0.011875,"byok_usage_inference":0,"requests":1,"prompt_tokens":5000,"completion_tokens":900,"reasoning_tokens":0},
      {"date":"2026-10-26","model":"mistralai/mistral-small","model_permaslug":"mistralai/mistral-small","endpoint_id":"e-2","provider_name":"Mistral","usage":1.82e-05,"byok_usage_inference":0,"requests":1,"prompt_tokens":91,"completion_tokens":12,"reasoning_tokens":0},
      {"date":"2026-10-27","model":"openai/gpt-5","model_permaslug":"openai/gpt-5","endpoint_id":"e-3","provider_name":"OpenAI","usage":0,"byok_usage_inference":0.0042,"requests":1,"prompt_tokens":800,"completion_tokens":300,"reasoning_tokens":120}
    ]}
    """

  static let deepSeekAmount = """
    user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount
    ds-1,2026-10-26T00:00:00+08:00,2026-10-27T00:00:00+08:00,deepseek-chat,campagne,sk-***,input_cache_miss_tokens,0.00000028,120000
    ds-1,2026-10-26T00:00:00+08:00,2026-10-27T00:00:00+08:00,deepseek-chat,campagne,sk-***,input_cache_hit_tokens,0.000000028,5000
    ds-1,2026-10-26T00:00:00+08:00,2026-10-27T00:00:00+08:00,deepseek-chat,content,sk-***,output_tokens,0.00000042,1
    ds-1,2026-10-26T00:00:00+08:00,2026-10-27T00:00:00+08:00,deepseek-chat,campagne,sk-***,output_tokens,0.00000042,9000
    ds-1,2026-10-26T00:00:00+08:00,2026-10-27T00:00:00+08:00,deepseek-chat,campagne,sk-***,request_count,0,44

    """

  static let deepSeekCost = """
    user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency
    ds-1,2026-10-26T00:00:00+08:00,2026-10-27T00:00:00+08:00,deepseek-chat,Paid,0.03738,USD
    ds-1,2026-10-27T00:00:00+08:00,2026-10-28T00:00:00+08:00,deepseek-reasoner,Granted,1.5,CNY

    """

  static let langfuse = """
    {"id":"obs-001","trace_id":"tr-1","project_id":"prj-nl","environment":"production","type":"GENERATION","start_time":"2026-10-26 08:15:02.113000","end_time":"2026-10-26 08:15:06.902000","name":"blogtekst","provided_model_name":"claude-sonnet-4-5","usage_details":{"input":1200,"input_cached_tokens":3000,"input_cache_creation":800,"output":250,"total":5250},"cost_details":{"input":0.0036,"total":0.01125},"total_cost":0.01125,"user_id":"u-17","session_id":null,"tags":["campagne:herfst"],"updated_at":"2026-10-26 08:15:10.000000"}
    {"id":"obs-001","trace_id":"tr-1","project_id":"prj-nl","type":"GENERATION","start_time":"2026-10-26 08:15:02.113000","name":"blogtekst","provided_model_name":"claude-sonnet-4-5","usage_details":{"input":1200,"input_cached_tokens":3000,"input_cache_creation":800,"output":250,"total":5250},"cost_details":{"total":0.01125},"total_cost":0.01125,"user_id":"u-17","tags":["team:content","campagne:herfst"],"updated_at":"2026-10-26 09:00:00.000000","input":"geheim"}
    {"id":"obs-002","trace_id":"tr-1","project_id":"prj-nl","type":"GENERATION","start_time":"2026-10-26 08:16:00.000000","end_time":null,"name":"samenvatting","provided_model_name":"eigen-model","usage_details":{},"cost_details":{},"total_cost":null,"user_id":null,"tags":[],"updated_at":"2026-10-26 08:16:00.000000"}

    """

  static let langfuseTable = """
    id,type,start_time,provided_model_name,usage_details,cost_details,total_cost,level,name,tags,user_id,updated_at
    obs-1,SPAN,2026-10-26 08:15:00.000000,,{},{},0.5,DEFAULT,keten,[],,2026-10-26 08:16:00.000000
    obs-2,EMBEDDING,2026-10-26 08:15:01.000000,text-embedding-3-small,"{""input"":1000,""total"":1000}","{""total"":0.00002}",,DEFAULT,zoek,"[""a""]",u-1,2026-10-26 08:16:00.000000
    obs-3,GENERATION,2026-10-27 08:15:01.000000,openai/gpt-5,"{""input"":5000,""output"":900,""input_cached_tokens"":3000,""output_reasoning_tokens"":200,""total"":5900}",{},0.01,ERROR,chat,[],,2026-10-27 08:16:00.000000

    """

  static let helicone = """
    response_id,response_created_at,response_status,request_created_at,request_properties,request_user_id,model,prompt_tokens,completion_tokens,latency,cost
    r-1,2026-10-26T08:15:06.902Z,200,2026-10-26T08:15:02.113Z,"{""team"":""content"",""campaign"":""herfst"",""Session"":""s-77""}",u-17,gpt-5-2025-08-07,5000,900,4789,0.01525
    r-2,2026-10-26T08:16:10.000Z,429,2026-10-26T08:16:09.500Z,"{\"\"\"\"team\"\"\"\":\"\"\"\"content\"\"\"\"}",u-17,gpt-5-2025-08-07,,,500,
    r-3,2026-10-26T08:17:00.000Z,200,2026-10-26T08:16:58.000Z,{},,eigen-model,91,12,2000,

    """

  static let portkey = """
    {"id":"pk-1","trace_id":"t-1","created_at":"2026-10-26T08:15:02.000Z","ai_org":"openai","ai_model":"gpt-5","req_units":5000,"res_units":900,"total_units":5900,"cost":1.525,"cost_currency":"USD","response_status_code":200,"metadata":{"_user":"u-17","team":"campagne"},"request":{"prompt":"geheim"}}
    {"id":"pk-2","trace_id":"t-1","created_at":"2026-10-26T08:15:09.000Z","ai_org":"openai","ai_model":"gpt-5","req_units":0,"res_units":0,"total_units":0,"cost":0,"cost_currency":"USD","response_status_code":429,"metadata":{"team":"campagne"}}
    {"id":"pk-3","trace_id":"t-2","created_at":"2026-10-26T08:20:00.000Z","ai_org":"mistral-ai","ai_model":"mistral-small-latest","req_units":91,"res_units":12,"total_units":103,"cost":1.82e-03,"cost_currency":"USD","response_status_code":200,"metadata":null}
    {"id":"pk-4","created_at":"2026-10-26T08:21:00.000Z","ai_org":"openai","ai_model":"eigen","req_units":5,"res_units":1,"cost":0,"response_status_code":200}

    """

  static let claude = """
    {"type":"user","sessionId":"s-1","uuid":"u-0","isSidechain":false,"message":{"role":"user","content":"geheim"},"timestamp":"2026-10-26T09:00:00.000Z"}
    {"timestamp":"2026-10-26T09:00:01.000Z","sessionId":"s-1","requestId":"req_1","message":{"id":"msg_1","role":"assistant","model":"claude-sonnet-4-5-20250929","usage":{"input_tokens":12,"output_tokens":3,"cache_creation_input_tokens":800,"cache_read_input_tokens":15000}},"version":"2.0.1"}
    {"timestamp":"2026-10-26T09:00:04.000Z","sessionId":"s-1","requestId":"req_1","message":{"id":"msg_1","role":"assistant","model":"claude-sonnet-4-5-20250929","usage":{"input_tokens":12,"output_tokens":420,"cache_creation_input_tokens":800,"cache_read_input_tokens":15000,"cache_creation":{"ephemeral_5m_input_tokens":500,"ephemeral_1h_input_tokens":300},"server_tool_use":{"web_search_requests":2}}},"version":"2.0.1"}
    {"timestamp":"2026-10-26T09:05:00.000Z","sessionId":"s-1","message":{"id":"msg_2","role":"assistant","model":"<synthetic>","usage":{"input_tokens":0,"output_tokens":0}},"version":"2.0.1"}
    {"timestamp":"2026-10-26T09:00:02.000Z","sessionId":"s-2","requestId":"req_1","message":{"id":"msg_1","model":"claude-sonnet-4-5-20250929","usage":{"input_tokens":12,"output_tokens":200}}}
    {"timestamp":"2026-10-27T09:00:02.000Z","sessionId":"s-2","costUSD":0.56,"message":{"id":"msg_3","model":"claude-opus-4-5","usage":{"input_tokens":100,"output_tokens":50,"service_tier":"batch"}}}

    """

  static let codex = """
    {"timestamp":"2026-10-26T09:00:00.000Z","type":"turn_context","payload":{"model":"gpt-5-codex"}}
    {"timestamp":"2026-10-26T09:01:00.000Z","type":"event_msg","payload":{"type":"token_count","info":{"last_token_usage":{"input_tokens":1000,"cached_input_tokens":250,"output_tokens":125,"reasoning_output_tokens":75,"total_tokens":1125},"total_token_usage":{"input_tokens":1000,"cached_input_tokens":250,"output_tokens":125,"reasoning_output_tokens":75,"total_tokens":1125}}}}
    {"timestamp":"2026-10-26T09:02:00.000Z","type":"event_msg","payload":{"type":"token_count","info":null}}
    {"timestamp":"2026-10-26T09:03:00.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":3500,"cached_input_tokens":1250,"output_tokens":425,"reasoning_output_tokens":275,"total_tokens":3925}}}}
    {"timestamp":"2026-10-26T09:03:01.000Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":3500,"cached_input_tokens":1250,"output_tokens":425,"reasoning_output_tokens":275,"total_tokens":3925}}}}
    {"timestamp":"2026-10-27T09:04:00.000Z","type":"event_msg","payload":{"type":"token_count","info":{"model":"gpt-5","total_token_usage":{"input_tokens":40,"cached_input_tokens":0,"output_tokens":10,"reasoning_output_tokens":0,"total_tokens":50}}}}

    """

  static let ccusage = """
    {"daily":[
     {"date":"2026-10-26","inputTokens":112,"outputTokens":470,"cacheCreationTokens":800,"cacheReadTokens":15000,"totalTokens":16382,"totalCost":0.5,"modelsUsed":["claude-sonnet-4-5-20250929"],"modelBreakdowns":[{"modelName":"claude-sonnet-4-5-20250929","inputTokens":12,"outputTokens":420,"cacheCreationTokens":800,"cacheReadTokens":15000,"cost":0.013836},{"modelName":"gpt-5-codex","inputTokens":100,"outputTokens":50,"cacheCreationTokens":0,"cacheReadTokens":0,"cost":0.486164}]},
     {"date":"2026-10-27","inputTokens":0,"outputTokens":0,"cacheCreationTokens":0,"cacheReadTokens":0,"totalTokens":0,"totalCost":0,"modelsUsed":[],"modelBreakdowns":[]}],
     "totals":{"inputTokens":112,"outputTokens":470,"cacheCreationTokens":800,"cacheReadTokens":15000,"totalTokens":16382,"totalCost":0.5}}
    """

  static let dailyActivity = """
    {"results":[
     {"date":"2026-10-26","metrics":{"spend":3.5,"prompt_tokens":10000,"completion_tokens":500,"cache_read_input_tokens":3000,"cache_creation_input_tokens":800,"total_tokens":10500,"successful_requests":2,"failed_requests":1,"api_requests":3},"breakdown":{"models":{"m-1":{"metrics":{"spend":3,"prompt_tokens":9000,"api_requests":2},"api_key_breakdown":{"k":{"metrics":{"spend":1,"api_requests":1},"metadata":{"key_alias":"a","team_id":"t"}}}}},"providers":{"anthropic":{"metrics":{"spend":3.5}}}}}],
     "metadata":{"total_spend":3.5,"page":1,"total_pages":1,"has_more":false}}
    """

  static let usagePage = """
    Date,Team,Team ID,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,Completion Tokens
    2026-10-26,Contentteam,team-content,"1,204.5311",88210,88002,208,412000310,390000000,22000310
    2026-10-27,Contentteam,team-content,0,4,0,4,0,0,0

    """

  static let spendReport = """
    [{"group_by_day":"2026-10-26T00:00:00+00:00","teams":[{"team_name":"Contentteam","total_spend":0.02,"metadata":[{"model":"mistral/mistral-small","api_key":"k","spend":0.01125,"total_tokens":5250}]}]},
     {"group_by_day":"2026-10-27T00:00:00+00:00","teams":[]}]
    """

  static let all: [(format: any CostExportFormat.Type, text: String)] = [
    (OpenRouterLog.self, openRouterLog), (OpenRouterActivity.self, openRouterActivity),
    (OpenRouterActivity.self, openRouterAPI), (DeepSeekAmountCSV.self, deepSeekAmount),
    (DeepSeekCostCSV.self, deepSeekCost), (LangfuseObservations.self, langfuse),
    (LangfuseObservations.self, langfuseTable), (HeliconeRequests.self, helicone), (PortkeyLogs.self, portkey),
    (ClaudeCodeLogs.self, claude), (CodexLogs.self, codex), (CcusageReport.self, ccusage),
    (LiteLLMDailyActivity.self, dailyActivity), (LiteLLMUsageCSV.self, usagePage),
    (LiteLLMSpendReport.self, spendReport),
  ]
}

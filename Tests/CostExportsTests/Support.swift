import CostExports
import ReportCore

/// What reading a text gave.
struct Reading {
  var rows: [ExportRow] = []
  var summary = ExportSummary()
  var problems: [Diagnostic] = []

  var codes: [String] { problems.map(\.code) }
  var warningCodes: [String] { summary.warnings.map(\.code) }
}

func reading(
  _ format: any CostExportFormat.Type, _ source: any ByteSource, file: String = "export.csv"
) throws -> Reading {
  var reading = Reading()
  var problems = ProblemLog(file: file)
  var rows: [ExportRow] = []
  reading.summary = try format.read(source, file: file, problems: &problems) { rows.append($0) }
  reading.rows = rows
  reading.problems = problems.diagnostics
  return reading
}

func reading(_ format: any CostExportFormat.Type, _ text: String, file: String = "export.csv") throws -> Reading {
  try reading(format, MemorySource(text), file: file)
}

/// A small generator with a fixed start, so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Small good files, one of each shape, for the tests that bend them.
enum Sample {
  static let spendLogsLines = """
    {"request_id":"r-1","call_type":"acompletion","api_key":"eaa5196090e1e0f36d1e59e450cd617b2b29f3e1b54b21f88ef18b94dcabf7c1","spend":0.01125,"total_tokens":5250,"prompt_tokens":5000,"completion_tokens":250,"startTime":"2026-10-26T08:15:02.113000","endTime":"2026-10-26T08:15:06.902000","model":"claude-sonnet-4-5","custom_llm_provider":"anthropic","user":"u-17","cache_hit":"False","request_tags":["campagne:herfst","User-Agent: python-requests"],"team_id":"team-content","end_user":"","status":"success","metadata":{"user_api_key_alias":"content-prod","user_api_key_team_alias":"Contentteam","additional_usage_values":{"cache_read_input_tokens":3000,"cache_creation_input_tokens":800},"cost_breakdown":{"total_cost":0.01125}},"messages":[{"role":"user","content":"geheim \\"x\\" \\u00e9"}]}
    {"request_id":"r-1_cache_hit1792999000.512","call_type":"acompletion","spend":0.0,"prompt_tokens":5000,"completion_tokens":250,"startTime":"2026-10-26T08:16:40.512000","model":"claude-sonnet-4-5","custom_llm_provider":"anthropic","cache_hit":"True","request_tags":[],"team_id":"team-content","status":"success","metadata":{}}
    {"request_id":"r-2","call_type":"acompletion","spend":0.0,"prompt_tokens":0,"completion_tokens":0,"startTime":"2026-10-27T08:20:00.001000","model":"gpt-5","custom_llm_provider":"openai","user":null,"cache_hit":null,"request_tags":null,"team_id":null,"end_user":null,"status":"failure","metadata":{"status":"failure","error_information":{"error_code":"429"}}}

    """

  static let spendLogsTable = """
    request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,model,custom_llm_provider,cache_hit,request_tags,team_id,end_user,status,metadata
    r-1,acompletion,1.82e-05,91,12,2026-10-26 08:15:02.113,mistral/mistral-small-latest,mistral,False,"[""campagne:herfst"",""User-Agent: x""]",team-1,klant-7,success,"{""user_api_key_alias"":""reviews-nightly""}"
    r-2,aembedding,0.5,1000,0,2026-10-27 08:15:02,openai/text-embedding-3-small,openai,None,[],,klant-8,success,{}
    r-3_batch_cost,acompletion,2,10,20,2026-10-28 23:59:59.999999,gpt-5,openai,,,,klant-7,,

    """

  static let openAICost = """
    start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source
    1792972800,1793059200,2026-10-26T00:00:00+00:00,2026-10-27T00:00:00+00:00,1.050000000000000000000000000000,usd,840000,tokens,"gpt-5-2025-08-07, input",,,proj_campagne,org-1,Campagne,Voorbeeld BV,,
    1793059200,1793145600,2026-10-27T00:00:00+00:00,2026-10-28T00:00:00+00:00
    1793145600,1793232000,2026-10-28T00:00:00+00:00,2026-10-29T00:00:00+00:00,0.003835980000000000000000000000,usd,,,web search tool calls,,,proj_content,org-1,Content,Voorbeeld BV,,

    """

  static let manual = """
    date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind
    2026-10-01,2026-11-01,Beeldmaker BV,Teamlicentie 5 plaatsen,145.00,EUR,campagne,,F-2026-881,seat
    2026-10-12,2026-10-13,Voorbeeld API,Tegoed opgewaardeerd,250.00,USD,content,,R-55120,credit-purchase
    2026-10-20,2026-10-21,Voorbeeld API,Terugbetaling dubbele opwaardering,-50.00,USD,content,,R-55177,credit-purchase

    """

  static let rates = """
    Date,USD,GBP,ISK,BGN,
    2026-10-30,1.1172,0.8338,136,N/A,
    2026-10-29,1.113,0.83578,135.8,N/A,
    2025-12-31,1.175,0.8726,N/A,1.9558,

    """
}

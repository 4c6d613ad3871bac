-- loses data: the rows of `personal_access_token`
DROP TABLE "personal_access_token";

-- loses data: the rows of `document_chunk`
DROP TABLE "document_chunk";

-- loses data: the rows of `research_feedback`
DROP TABLE "research_feedback";

-- loses data: the rows of `research_output`
DROP TABLE "research_output";

-- loses data: the rows of `mcp_tool_call_log`
DROP TABLE "mcp_tool_call_log";

-- loses data: the rows of `skill_execution`
DROP TABLE "skill_execution";

-- loses data: the rows of `extraction_result`
DROP TABLE "extraction_result";

-- loses data: the rows of `research_artifact`
DROP TABLE "research_artifact";

-- loses data: the rows of `plan_audit_log`
DROP TABLE "plan_audit_log";

-- loses data: the rows of `plan_branching_condition`
DROP TABLE "plan_branching_condition";

-- loses data: the rows of `plan_step`
DROP TABLE "plan_step";

-- loses data: the rows of `research_plan`
DROP TABLE "research_plan";

-- loses data: the rows of `ai_call_details`
DROP TABLE "ai_call_details";

-- loses data: the rows of `ai_usage`
DROP TABLE "ai_usage";

-- loses data: the rows of `ai_batch`
DROP TABLE "ai_batch";

-- loses data: the rows of `ai_model_pricing`
DROP TABLE "ai_model_pricing";

-- loses data: the rows of `ai_model`
DROP TABLE "ai_model";

-- loses data: the rows of `member`
DROP TABLE "member";

-- loses data: the rows of `organization`
DROP TABLE "organization";

-- loses data: the rows of `account`
DROP TABLE "account";

-- loses data: the rows of `session`
DROP TABLE "session";

-- loses data: the rows of `user`
DROP TABLE "user";

-- User
CREATE TABLE "user" (
    "id" VARCHAR(21) NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT FALSE,
    "image_url" TEXT,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "user_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_email_key" UNIQUE ("email"),
    CONSTRAINT "user_email_check" CHECK (email LIKE '%_@_%')
);

-- Session
CREATE TABLE "session" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "token" VARCHAR(64) NOT NULL,
    "ip_address" VARCHAR(45),
    "user_agent" TEXT,
    "expires_at" TIMESTAMP NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "session_token_key" UNIQUE ("token"),
    CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_expires_at_idx" ON "session" ("expires_at");
CREATE INDEX "session_user_id_idx" ON "session" ("user_id");

-- Account
CREATE TABLE "account" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "provider_account_id" VARCHAR(255) NOT NULL,
    "password_hash" TEXT,
    "scope" TEXT,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "account_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "account_provider_provider_account_id_key" UNIQUE ("provider", "provider_account_id"),
    CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "account_user_id_idx" ON "account" ("user_id");

-- Organization
CREATE TABLE "organization" (
    "id" VARCHAR(21) NOT NULL,
    "name" TEXT NOT NULL,
    "slug" VARCHAR(63) NOT NULL,
    "settings" TEXT NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "organization_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "organization_slug_key" UNIQUE ("slug"),
    CONSTRAINT "organization_slug_check" CHECK (slug = lower(slug))
);

-- Member
CREATE TABLE "member" (
    "id" VARCHAR(21) NOT NULL,
    "organization_id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member',
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "member_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "member_organization_id_user_id_key" UNIQUE ("organization_id", "user_id"),
    CONSTRAINT "member_role_enum_check" CHECK ("role" IN ('owner', 'admin', 'member', 'viewer')),
    CONSTRAINT "member_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE CASCADE,
    CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "member_user_id_idx" ON "member" ("user_id");

-- AiModel
CREATE TABLE "ai_model" (
    "id" VARCHAR(21) NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "context_window" INTEGER NOT NULL,
    "capabilities" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT TRUE,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ai_model_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ai_model_provider_name_key" UNIQUE ("provider", "name"),
    CONSTRAINT "ai_model_context_window_check" CHECK (context_window > 0)
);

-- AiModelPricing
CREATE TABLE "ai_model_pricing" (
    "id" VARCHAR(21) NOT NULL,
    "model_id" VARCHAR(21) NOT NULL,
    "input_price" BIGINT NOT NULL,
    "cached_input_price" BIGINT,
    "output_price" BIGINT NOT NULL,
    "effective_from" TIMESTAMP NOT NULL,
    "effective_until" TIMESTAMP,
    CONSTRAINT "ai_model_pricing_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ai_model_pricing_model_id_effective_from_key" UNIQUE ("model_id", "effective_from"),
    CONSTRAINT "ai_model_pricing_input_price_check" CHECK (input_price >= 0),
    CONSTRAINT "ai_model_pricing_cached_input_price_check" CHECK (cached_input_price >= 0),
    CONSTRAINT "ai_model_pricing_output_price_check" CHECK (output_price >= 0),
    CONSTRAINT "ai_model_pricing_check" CHECK (effective_until > effective_from),
    CONSTRAINT "ai_model_pricing_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "ai_model" ("id") ON DELETE CASCADE
);

-- AiBatch
CREATE TABLE "ai_batch" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "provider_batch" VARCHAR(100),
    "status" TEXT NOT NULL DEFAULT 'queued',
    "request_count" INTEGER NOT NULL,
    "completed_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMP,
    CONSTRAINT "ai_batch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ai_batch_provider_batch_key" UNIQUE ("provider_batch"),
    CONSTRAINT "ai_batch_check" CHECK (completed_count BETWEEN 0 AND request_count),
    CONSTRAINT "ai_batch_status_enum_check" CHECK ("status" IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    CONSTRAINT "ai_batch_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id")
);
CREATE INDEX "ai_batch_status_idx" ON "ai_batch" ("status");
CREATE INDEX "ai_batch_user_id_idx" ON "ai_batch" ("user_id");

-- AiUsage
CREATE TABLE "ai_usage" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "batch_id" VARCHAR(21),
    "model" VARCHAR(100) NOT NULL,
    "operation" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cost" BIGINT NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ai_usage_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ai_usage_input_tokens_check" CHECK (input_tokens >= 0),
    CONSTRAINT "ai_usage_output_tokens_check" CHECK (output_tokens >= 0),
    CONSTRAINT "ai_usage_cost_check" CHECK (cost >= 0),
    CONSTRAINT "ai_usage_operation_enum_check" CHECK ("operation" IN ('completion', 'extraction', 'embedding')),
    CONSTRAINT "ai_usage_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id"),
    CONSTRAINT "ai_usage_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "ai_batch" ("id")
);
CREATE INDEX "ai_usage_user_id_created_at_idx" ON "ai_usage" ("user_id", "created_at");
CREATE INDEX "ai_usage_batch_id_idx" ON "ai_usage" ("batch_id");

-- AiCallDetails
CREATE TABLE "ai_call_details" (
    "id" VARCHAR(21) NOT NULL,
    "usage_id" VARCHAR(21) NOT NULL,
    "request" TEXT NOT NULL,
    "response" TEXT,
    "error" TEXT,
    "duration_ms" INTEGER NOT NULL,
    CONSTRAINT "ai_call_details_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ai_call_details_usage_id_key" UNIQUE ("usage_id"),
    CONSTRAINT "ai_call_details_duration_ms_check" CHECK (duration_ms >= 0),
    CONSTRAINT "ai_call_details_usage_id_fkey" FOREIGN KEY ("usage_id") REFERENCES "ai_usage" ("id") ON DELETE CASCADE
);

-- ResearchPlan
CREATE TABLE "research_plan" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "title" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "settings" TEXT NOT NULL,
    "budget" BIGINT,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMP,
    CONSTRAINT "research_plan_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "research_plan_budget_check" CHECK (budget >= 0),
    CONSTRAINT "research_plan_status_enum_check" CHECK ("status" IN ('draft', 'approved', 'running', 'completed', 'failed', 'cancelled')),
    CONSTRAINT "research_plan_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "research_plan_status_idx" ON "research_plan" ("status");
CREATE INDEX "research_plan_user_id_created_at_idx" ON "research_plan" ("user_id", "created_at" DESC);

-- PlanStep
CREATE TABLE "plan_step" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21) NOT NULL,
    "organization_id" VARCHAR(21),
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "instructions" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMP,
    CONSTRAINT "plan_step_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "plan_step_position_check" CHECK (position >= 1),
    CONSTRAINT "plan_step_kind_enum_check" CHECK ("kind" IN ('search', 'extract', 'analyze', 'write')),
    CONSTRAINT "plan_step_status_enum_check" CHECK ("status" IN ('pending', 'running', 'completed', 'failed', 'skipped')),
    CONSTRAINT "plan_step_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE CASCADE,
    CONSTRAINT "plan_step_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE SET NULL
);
CREATE INDEX "plan_step_plan_id_position_idx" ON "plan_step" ("plan_id", "position");
CREATE INDEX "plan_step_organization_id_idx" ON "plan_step" ("organization_id");

-- PlanBranchingCondition
CREATE TABLE "plan_branching_condition" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21) NOT NULL,
    "step_id" VARCHAR(21) NOT NULL,
    "expression" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "held" BOOLEAN,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "plan_branching_condition_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "plan_branching_condition_action_enum_check" CHECK ("action" IN ('repeat', 'skip_next', 'stop')),
    CONSTRAINT "plan_branching_condition_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE CASCADE,
    CONSTRAINT "plan_branching_condition_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "plan_step" ("id") ON DELETE CASCADE
);
CREATE INDEX "plan_branching_condition_plan_id_idx" ON "plan_branching_condition" ("plan_id");
CREATE INDEX "plan_branching_condition_step_id_idx" ON "plan_branching_condition" ("step_id");

-- PlanAuditLog
CREATE TABLE "plan_audit_log" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21) NOT NULL,
    "step_id" VARCHAR(21),
    "event" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "plan_audit_log_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "plan_audit_log_event_enum_check" CHECK ("event" IN ('plan_created', 'plan_approved', 'step_started', 'step_completed', 'step_failed', 'plan_completed')),
    CONSTRAINT "plan_audit_log_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE CASCADE,
    CONSTRAINT "plan_audit_log_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "plan_step" ("id") ON DELETE SET NULL
);
CREATE INDEX "plan_audit_log_plan_id_created_at_idx" ON "plan_audit_log" ("plan_id", "created_at");
CREATE INDEX "plan_audit_log_step_id_idx" ON "plan_audit_log" ("step_id");

-- ResearchArtifact
CREATE TABLE "research_artifact" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21),
    "step_id" VARCHAR(21),
    "user_id" VARCHAR(21) NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "content" TEXT NOT NULL,
    "content_hash" VARCHAR(64) NOT NULL,
    "metadata" TEXT NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "research_artifact_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "research_artifact_user_id_content_hash_key" UNIQUE ("user_id", "content_hash"),
    CONSTRAINT "research_artifact_kind_enum_check" CHECK ("kind" IN ('web_page', 'paper', 'dataset', 'note')),
    CONSTRAINT "research_artifact_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE SET NULL,
    CONSTRAINT "research_artifact_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "plan_step" ("id") ON DELETE SET NULL,
    CONSTRAINT "research_artifact_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "research_artifact_plan_id_idx" ON "research_artifact" ("plan_id");
CREATE INDEX "research_artifact_step_id_idx" ON "research_artifact" ("step_id");

-- ExtractionResult
CREATE TABLE "extraction_result" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21),
    "step_id" VARCHAR(21),
    "source_artifact_id" VARCHAR(21),
    "user_id" VARCHAR(21) NOT NULL,
    "form" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "confidence" DOUBLE NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "extraction_result_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "extraction_result_confidence_check" CHECK (confidence BETWEEN 0 AND 1),
    CONSTRAINT "extraction_result_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE SET NULL,
    CONSTRAINT "extraction_result_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "plan_step" ("id") ON DELETE SET NULL,
    CONSTRAINT "extraction_result_source_artifact_id_fkey" FOREIGN KEY ("source_artifact_id") REFERENCES "research_artifact" ("id") ON DELETE SET NULL,
    CONSTRAINT "extraction_result_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "extraction_result_plan_id_idx" ON "extraction_result" ("plan_id");
CREATE INDEX "extraction_result_step_id_idx" ON "extraction_result" ("step_id");
CREATE INDEX "extraction_result_source_artifact_id_idx" ON "extraction_result" ("source_artifact_id");
CREATE INDEX "extraction_result_user_id_idx" ON "extraction_result" ("user_id");

-- SkillExecution
CREATE TABLE "skill_execution" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21),
    "user_id" VARCHAR(21) NOT NULL,
    "skill" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "input" TEXT NOT NULL,
    "output" TEXT,
    "duration_ms" INTEGER,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "skill_execution_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "skill_execution_duration_ms_check" CHECK (duration_ms >= 0),
    CONSTRAINT "skill_execution_status_enum_check" CHECK ("status" IN ('running', 'succeeded', 'failed')),
    CONSTRAINT "skill_execution_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE SET NULL,
    CONSTRAINT "skill_execution_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "skill_execution_plan_id_idx" ON "skill_execution" ("plan_id");
CREATE INDEX "skill_execution_user_id_idx" ON "skill_execution" ("user_id");

-- McpToolCallLog
CREATE TABLE "mcp_tool_call_log" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21),
    "step_id" VARCHAR(21),
    "user_id" VARCHAR(21) NOT NULL,
    "server" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "arguments" TEXT NOT NULL,
    "error" TEXT,
    "duration_ms" INTEGER,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "mcp_tool_call_log_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mcp_tool_call_log_duration_ms_check" CHECK (duration_ms >= 0),
    CONSTRAINT "mcp_tool_call_log_status_enum_check" CHECK ("status" IN ('running', 'succeeded', 'failed')),
    CONSTRAINT "mcp_tool_call_log_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE SET NULL,
    CONSTRAINT "mcp_tool_call_log_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "plan_step" ("id") ON DELETE SET NULL,
    CONSTRAINT "mcp_tool_call_log_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "mcp_tool_call_log_plan_id_idx" ON "mcp_tool_call_log" ("plan_id");
CREATE INDEX "mcp_tool_call_log_step_id_idx" ON "mcp_tool_call_log" ("step_id");
CREATE INDEX "mcp_tool_call_log_user_id_idx" ON "mcp_tool_call_log" ("user_id");

-- ResearchOutput
CREATE TABLE "research_output" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "research_output_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "research_output_plan_id_kind_version_key" UNIQUE ("plan_id", "kind", "version"),
    CONSTRAINT "research_output_version_check" CHECK (version >= 1),
    CONSTRAINT "research_output_kind_enum_check" CHECK ("kind" IN ('report', 'summary', 'slides')),
    CONSTRAINT "research_output_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE CASCADE,
    CONSTRAINT "research_output_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "research_output_user_id_idx" ON "research_output" ("user_id");

-- ResearchFeedback
CREATE TABLE "research_feedback" (
    "id" VARCHAR(21) NOT NULL,
    "plan_id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "rating" INTEGER NOT NULL,
    "remark" TEXT,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "research_feedback_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "research_feedback_plan_id_user_id_key" UNIQUE ("plan_id", "user_id"),
    CONSTRAINT "research_feedback_rating_check" CHECK (rating BETWEEN 1 AND 5),
    CONSTRAINT "research_feedback_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "research_plan" ("id") ON DELETE CASCADE,
    CONSTRAINT "research_feedback_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "research_feedback_user_id_idx" ON "research_feedback" ("user_id");

-- DocumentChunk
CREATE TABLE "document_chunk" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "source_table" TEXT NOT NULL,
    "source_id" VARCHAR(21) NOT NULL,
    "position" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "embedding" TEXT,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "document_chunk_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "document_chunk_position_check" CHECK (position >= 0),
    CONSTRAINT "document_chunk_source_table_enum_check" CHECK ("source_table" IN ('research_artifact', 'research_output', 'extraction_result')),
    CONSTRAINT "document_chunk_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "document_chunk_source_table_source_id_idx" ON "document_chunk" ("source_table", "source_id");
CREATE INDEX "document_chunk_user_id_idx" ON "document_chunk" ("user_id");

-- PersonalAccessToken
CREATE TABLE "personal_access_token" (
    "id" VARCHAR(21) NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" VARCHAR(12) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "scopes" TEXT NOT NULL,
    "last_used_at" TIMESTAMP,
    "expires_at" TIMESTAMP,
    "revoked_at" TIMESTAMP,
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "personal_access_token_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "personal_access_token_token_hash_key" UNIQUE ("token_hash"),
    CONSTRAINT "personal_access_token_check" CHECK (expires_at > created_at),
    CONSTRAINT "personal_access_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "personal_access_token_user_id_idx" ON "personal_access_token" ("user_id");

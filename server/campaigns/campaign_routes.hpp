#pragma once

#include "api/request.hpp"
#include "api/services.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::campaigns {

/// GET /campaigns
http::Response handle_list_campaigns(const api::Request& request, api::Services& services);
/// POST /campaigns
http::Response handle_create_campaign(const api::Request& request, api::Services& services);
/// GET /campaigns/{id}
http::Response handle_get_campaign(const api::Request& request, api::Services& services);
/// PATCH /campaigns/{id}
http::Response handle_update_campaign(const api::Request& request, api::Services& services);
/// DELETE /campaigns/{id}
http::Response handle_delete_campaign(const api::Request& request, api::Services& services);
/// GET /campaigns/{id}/audience
http::Response handle_count_campaign_audience(const api::Request& request, api::Services& services);
/// GET /campaigns/{id}/preview
http::Response handle_preview_campaign(const api::Request& request, api::Services& services);
/// POST /campaigns/{id}/webhook-secret
http::Response handle_renew_webhook_secret(const api::Request& request, api::Services& services);
/// POST /campaigns/{id}/launch
http::Response handle_launch_campaign(const api::Request& request, api::Services& services);
/// POST /campaigns/{id}/pause
http::Response handle_pause_campaign(const api::Request& request, api::Services& services);
/// POST /campaigns/{id}/resume
http::Response handle_resume_campaign(const api::Request& request, api::Services& services);
/// POST /campaigns/{id}/cancel
http::Response handle_cancel_campaign(const api::Request& request, api::Services& services);

}  // namespace rollcall::campaigns

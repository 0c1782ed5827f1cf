#pragma once

namespace rollcall::app {

/// Tells systemd that this server serves, where systemd started it and waits for that (Type=notify); otherwise nothing.
void notify_service_manager();

}  // namespace rollcall::app

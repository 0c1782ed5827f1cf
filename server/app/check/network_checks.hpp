#pragma once

#include "app/check/finding.hpp"
#include "app/options.hpp"

namespace rollcall::app {

/// Whether the mail server accepts connection, encryption and sign-in. Sends nothing.
Finding check_mail_server(const Options& options);

/// Whether the address of --base-url is reached with a valid certificate, and for how many days that holds.
Finding check_certificate(const Options& options);

}  // namespace rollcall::app

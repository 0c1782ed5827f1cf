#pragma once

#include <functional>
#include <utility>

#include "core/error.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// For a body that is to end with the right to it: `require()` throws the error that says why it has ended, and
/// Error::unavailable where that cannot be known.
inline http::StillAllowed still_allowed(std::function<void()> require) {
    return [require = std::move(require)] {
        try {
            require();
            return true;
        } catch (const Error& error) {
            if (error.code() == ErrorCode::unavailable) throw;
            return false;
        }
    };
}

}  // namespace rollcall::api

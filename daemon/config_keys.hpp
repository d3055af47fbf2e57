#pragma once
// Every key of the configuration with its meaning: what `serve --help` prints and what an unknown key is compared with.
#include <array>
#include <string_view>

namespace playmaker::daemon {

struct ConfigKey {
  std::string_view key, initial, en, zh;
};

inline constexpr std::array kConfigKeys{
    ConfigKey{"listen", "127.0.0.1:8730", "address and port to listen on; port 0: any free one", "监听地址与端口;端口 0 表示任一空闲端口"},
    ConfigKey{"data", "(required)", "data folder; made when missing, used by one process at a time",
              "数据目录;不存在则创建,同一时间只供一个进程使用"},
    ConfigKey{"lanes", "16", "lanes of a new data folder, a power of two up to 256; fixed for ever",
              "新数据目录的通道数,2 的幂,至多 256;此后不可更改"},
    ConfigKey{"clock", "real", "real, or stepped: time stands still but for POST /v1/clock (new data folders only)",
              "real 为真实时钟;stepped 为步进时钟,只由 POST /v1/clock 推进(仅限新数据目录)"},
    ConfigKey{"start", "(with stepped)", "the stepped clock's first instant, RFC 3339, of a new data folder",
              "步进时钟在新数据目录中的起始时刻,RFC 3339 格式"},
    ConfigKey{"token_file", "(none)", "file of bearer tokens, one a line: the token, or sha256: and its 64 hex digits",
              "令牌文件,每行一个:令牌本身,或 sha256: 加 64 位十六进制数"},
    ConfigKey{"allow_loopback_without_token", "false", "whether programs of this machine may ask without a token",
              "是否允许本机程序不带令牌访问"},
    ConfigKey{"channels", "(none)", "how each channel of the catalog leaves the house, by its name", "目录中每个渠道如何发出,按渠道名填写"},
    ConfigKey{"log", "(standard error)", "level: debug, info, warning or error; file: path",
              "level:debug、info、warning 或 error;file:文件路径"},
};

inline constexpr std::array kChannelKeys{
    ConfigKey{"adapter", "(required)", "outfile: a line of JSON a touch; webhook: a signed POST a touch",
              "outfile:每次触达写一行 JSON;webhook:每次触达发一个带签名的 POST"},
    ConfigKey{"file", "(outfile)", "path that lines are appended to", "追加写入的文件路径"},
    ConfigKey{"url", "(webhook)", "http or https address", "http 或 https 地址"},
    ConfigKey{"secret_file", "(webhook)", "file of whsec_ secrets, one a line; every one signs (rotation)",
              "whsec_ 密钥文件,每行一个;每个都会签名(便于轮换)"},
    ConfigKey{"timeout", "10 s", "of one attempt, in seconds (\"10 s\")", "单次尝试的时限,以秒计(\"10 s\")"},
    ConfigKey{"allow_private_addresses", "false", "whether the address may be of this machine or a private network",
              "地址是否可以是本机或内网地址"},
};

}  // namespace playmaker::daemon

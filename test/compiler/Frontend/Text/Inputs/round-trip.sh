# round-trip.sh FILE.net DIRECTORY - what is written, as text and as protobuf,
# reads as the same net and is written the same again.
set -e
file=$1
mkdir -p "$2"
cd "$2"
text='(* ----- *)'
proto='# -----'

from_text() { net-translate "--split-input-file=$text" "$@"; }
from_proto() { net-translate "--split-input-file=$proto" "$@"; }

from_text "$file" --net-text-to-mlir -o original.mlir
from_text "$file" --net-text-to-net-text "--output-split-marker=$text" -o written.net
from_text written.net --net-text-to-mlir -o again.mlir
diff original.mlir again.mlir
from_text written.net --net-text-to-net-text "--output-split-marker=$text" -o again.net
diff written.net again.net
from_text "$file" --net-text-to-net-textproto "--output-split-marker=$proto" -o written.textproto
from_proto written.textproto --net-textproto-to-mlir -o again.mlir
diff original.mlir again.mlir

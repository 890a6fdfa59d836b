#!/usr/bin/env bash
# image.sh FOLDER strongswan|libreswan makes a small Linux machine of Debian packages: FOLDER/vmlinuz and FOLDER/initrd.
# From the packages it takes what is named here and the libraries and modules which that needs, and nothing else. The one
# has strongSwan, the other Libreswan and OpenIKED. Root; mmdebstrap, kmod, cpio, zstd.
set -euo pipefail

folder=$(realpath -m "$1")
kind=$2
suite=bookworm
packages=busybox-static,dash,iproute2,iputils-ping,netbase,linux-image-cloud-amd64

# busybox's shell would take its own ip and ping for them.
programs=(/bin/dash /bin/ip /bin/ping)
# Without drbg no ESP can be: "Kernel was unable to initialize cryptographic operations".
modules=(virtio_pci virtio_net virtio_rng drbg xfrm_user esp4 ah4 ip_gre ip_vti dummy)
modules+=(authenc echainiv seqiv cbc des_generic aes_generic sha1_generic sha256_generic sha512_generic gcm ghash-generic ctr)

# Files that are loaded when they are needed, and tables; what the libraries among them need is taken, too.
folders=()
# Threads that are ended load libgcc_s when they are.
files=(/etc/protocols /lib/x86_64-linux-gnu/libgcc_s.so.1)
case $kind in
  strongswan)
    packages+=,charon-systemd,strongswan-swanctl,libstrongswan-standard-plugins,libstrongswan-extra-plugins
    programs+=(/usr/sbin/charon-systemd /usr/sbin/swanctl)
    folders+=(/usr/lib/ipsec/plugins)
    ;;
  libreswan)
    packages+=,libreswan,openiked,libnss3-tools,openssl
    programs+=(/usr/libexec/ipsec/pluto /usr/libexec/ipsec/whack /usr/libexec/ipsec/addconn /usr/sbin/iked /usr/sbin/ikectl)
    programs+=(/usr/bin/certutil /usr/bin/pk12util /usr/bin/openssl)
    files+=(/etc/services /usr/libexec/ipsec/_updown /usr/libexec/ipsec/_updown.xfrm)
    # NSS loads its own parts, and OpenSSL the old ciphers.
    for library in softokn3 freebl3 freeblpriv3 nssdbm3; do files+=("/usr/lib/x86_64-linux-gnu/lib$library.so"); done
    files+=(/usr/lib/x86_64-linux-gnu/ossl-modules/legacy.so)
    # OpenIKED keeps its associations by PF_KEY.
    modules+=(af_key)
    ;;
  *)
    echo "image.sh: no such kind of machine: $kind" >&2
    exit 2
    ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
full=$work/full
root=$work/root

# The sources of this machine, so that a mirror which it uses is used here too.
sources=()
for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
  if [[ -s $file ]] && grep -q "$suite" "$file"; then sources+=("$file"); fi
done
mmdebstrap --quiet --variant=extract --include="$packages" --dpkgopt='path-exclude=/usr/share/doc/*' \
  "$suite" "$full" "${sources[@]}"

# A file of the packages, wherever a system with a merged /usr looks for it.
take() {
  local file
  for file in "$1" "/usr$1" "${1#/usr}"; do
    [[ -e $full$file ]] || continue
    mkdir -p "$root$(dirname "$file")"
    cp -L "$full$file" "$root$file"
    return
  done
  echo "image.sh: no package has $1" >&2
  return 1
}

libraries_of() {
  chroot "$full" /lib64/ld-linux-x86-64.so.2 --list "$1" 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' || true
}

for program in "${programs[@]}"; do take "$program"; done
mkdir -p "$root"/{bin,sbin,lib64,proc,sys,dev,run,tmp,var/log,root}
ln -s ../run "$root/var/run"
for file in "${files[@]}"; do take "$file"; done
for plugins in "${folders[@]}"; do
  mkdir -p "$root$plugins"
  cp -a "$full$plugins/." "$root$plugins/"
done
(cd "$root" && find bin usr sbin -type f) | while read -r file; do libraries_of "/$file"; done | sort -u |
  while read -r library; do take "$library"; done

take /bin/busybox
for applet in $("$full/bin/busybox" --list); do
  [[ -e $root/bin/$applet || -e $root/usr/bin/$applet ]] || ln -s busybox "$root/bin/$applet"
done
# The kernel calls it by this name for what it needs on the way.
ln -s ../bin/busybox "$root/sbin/modprobe"
cp "$(dirname "$0")/init.sh" "$root/init"
chmod +x "$root/init"
# OpenIKED gives up what root may do, as this user and in this folder.
printf '%s\n' 'root:x:0:0::/root:/bin/sh' '_iked:x:100:100::/run/iked:/bin/false' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:' '_iked:x:100:' >"$root/etc/group"

kernel=$(ls "$full/lib/modules")
depmod -b "$full" "$kernel"
for module in "${modules[@]}"; do
  # What the kernel has built in is no file, and needs none.
  modprobe -d "$full" -S "$kernel" --show-depends "$module" | sed -n 's/^insmod \([^ ]*\).*/\1/p'
done | sort -u | while read -r file; do
  inner=${file#"$full"}
  mkdir -p "$root$(dirname "$inner")"
  cp "$file" "$root$inner"
done
cp "$full/lib/modules/$kernel"/modules.{order,builtin,builtin.modinfo} "$root/lib/modules/$kernel/"
depmod -b "$root" "$kernel"

mkdir -p "$folder"
cp "$full"/boot/vmlinuz-* "$folder/vmlinuz"
(cd "$root" && find . -print0 | cpio --null --create --format=newc --quiet) | zstd -q -f -o "$folder/initrd"

#!/usr/bin/env bash
# Makes a small Linux machine of Debian packages: FOLDER/vmlinuz and FOLDER/initrd. From the packages it takes what is
# named here and the libraries and modules which that needs, and nothing else. Root; mmdebstrap, kmod, cpio, zstd.
set -euo pipefail

folder=$(realpath -m "$1")
suite=bookworm
packages=busybox-static,dash,iproute2,iputils-ping,netbase,linux-image-cloud-amd64
packages+=,charon-systemd,strongswan-swanctl,libstrongswan-standard-plugins,libstrongswan-extra-plugins

# busybox's shell would take its own ip and ping for them.
programs=(/bin/dash /bin/ip /bin/ping /usr/sbin/charon-systemd /usr/sbin/swanctl)
# Without drbg no ESP can be: "Kernel was unable to initialize cryptographic operations".
modules=(virtio_pci virtio_net virtio_rng drbg xfrm_user esp4 ah4 ip_gre ip_vti dummy)
modules+=(authenc echainiv seqiv cbc des_generic aes_generic sha1_generic sha256_generic sha512_generic gcm ghash-generic ctr)

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
mkdir -p "$root"/{bin,sbin,lib64,proc,sys,dev,run,tmp,var/log,root} "$root/usr/lib/ipsec"
ln -s ../run "$root/var/run"
cp -a "$full/usr/lib/ipsec/plugins" "$root/usr/lib/ipsec/"
take /etc/protocols
# Threads that are ended load it when they are.
take /lib/x86_64-linux-gnu/libgcc_s.so.1
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
printf 'root:x:0:0::/root:/bin/sh\n' >"$root/etc/passwd"
printf 'root:x:0:\n' >"$root/etc/group"

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

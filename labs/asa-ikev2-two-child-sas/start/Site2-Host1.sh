# sourced at boot
hostname Site2-Host1
ip addr add {{H3.lan}}/{{purple.length}} dev {{H3.lan.name}}
ip link set dev {{H3.lan.name}} up
ip route add default via {{RTR2.purple}}
